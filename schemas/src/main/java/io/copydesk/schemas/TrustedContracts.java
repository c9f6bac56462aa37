package io.copydesk.schemas;

import org.apache.avro.Conversion;
import org.apache.avro.util.ClassSecurityValidator;

/// Tells Avro, which from 1.12.2 on makes objects of no class that nobody vouched for, that the contracts' classes are
/// to be trusted: no more than their package, and nothing that the program trusted before is lost.
///
/// Even a contract's builder fails without that, so it must be said before anybody touches a contract, in whatever
/// program. Avro has no service for it; but it loads every declared conversion when it makes its first data model, which
/// is early enough. As a conversion this one converts nothing.
public final class TrustedContracts extends Conversion<TrustedContracts.Nothing> {
    private static final String CONTRACTS = "io.copydesk.contracts";

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals(CONTRACTS)));
    }

    /// A type of no value.
    public static final class Nothing {
        private Nothing() {}
    }

    @Override
    public Class<Nothing> getConvertedType() {
        return Nothing.class;
    }

    @Override
    public String getLogicalTypeName() {
        return "copydesk-trusted-contracts";
    }
}

package io.copydesk.schemas;

import org.apache.avro.Conversion;
import org.apache.avro.util.ClassSecurityValidator;

/// Tells Avro, which from 1.12.2 on makes objects of no class that nobody vouched for, that Copydesk's classes, the
/// contracts and the state of its services, are to be trusted: no more than those, and nothing that the program trusted
/// before is lost.
///
/// Even a contract's builder fails without that, so it must be said before anybody touches a contract, in whatever
/// program. Avro has no service for it; but it loads every declared conversion when it makes its first data model, which
/// is early enough. As a conversion this one converts nothing.
public final class TrustedContracts extends Conversion<TrustedContracts.Nothing> {
    private static final String COPYDESK = "io.copydesk.";

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(),
                type -> type.getName().startsWith(COPYDESK)));
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

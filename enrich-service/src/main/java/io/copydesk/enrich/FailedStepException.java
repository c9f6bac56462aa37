package io.copydesk.enrich;

import io.copydesk.schemas.BadRecordException;

/// A step failed on this record; its dead letter names the step.
final class FailedStepException extends BadRecordException {
    private static final long serialVersionUID = 1L;

    private final String step;

    FailedStepException(String step, RuntimeException cause) {
        super(Cause.STEP_FAILED, "step " + step + ": " + cause, cause);
        this.step = step;
    }

    String step() {
        return step;
    }
}

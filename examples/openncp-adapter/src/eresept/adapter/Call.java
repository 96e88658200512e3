package eresept.adapter;

import java.util.Set;

/** What OpenNCP asks, and the codes that may be said of it; names are those of OpenNCPErrorCode in 9.0. */
enum Call {
    LIST("ERROR_EP_GENERIC", "ERROR_EP_GENERIC", "ERROR_EP_REGISTRY_NOT_AVAILABLE", "ERROR_EP_INTERNAL_ERROR",
            Set.of()),
    DOCUMENT("ERROR_EP_GENERIC", "ERROR_GENERIC_DOCUMENT_MISSING", "ERROR_EP_REGISTRY_NOT_AVAILABLE",
            "ERROR_EP_INTERNAL_ERROR", Set.of()),
    SUBMIT("ERROR_ED_GENERIC", "ERROR_ED_EPRESCRIPTION_NOT_IDENTIFIABLE", "ERROR_ED_REGISTRY_NOT_AVAILABLE",
            "ERROR_ED_INTERNAL_ERROR",
            Set.of("ERROR_ED_GENERIC", "ERROR_ED_EPRESCRIPTION_NOT_UPDATED", "ERROR_ED_INCORRECT_FORMATTING",
                    "ERROR_ED_MISSING_BASIC_DATA", "ERROR_ED_MISSING_EXPECTED_MAPPING",
                    "ERROR_ED_MISSING_REQUIRED_FIELDS", "ERROR_ED_NOT_DISPENSABLE_EPRESCRIPTION",
                    "ERROR_ED_SUBSTITUTION_INFORMATION_NOT_ALLOWED", "ERROR_PI_INCORRECT_FORMATTING")),
    DISCARD("ERROR_ED_DISCARD_FAILED", "ERROR_ED_DISCARD_FAILED", "ERROR_ED_DISCARD_FAILED", "ERROR_ED_DISCARD_FAILED",
            Set.of());

    /** Said where this OpenNCP does not know the name that should be said. */
    final String generic;
    private final String unknown;
    private final String away;
    private final String fault;
    private final Set<String> more;

    Call(String generic, String unknown, String away, String fault, Set<String> more) {
        this.generic = generic;
        this.unknown = unknown;
        this.away = away;
        this.fault = fault;
        this.more = more;
    }

    /** The name of the code that is said; one that is not of this call is as if nothing were known. */
    String said(Refused why) {
        switch (why.kind) {
            case AWAY:
                return away;
            case FAULT:
                return fault;
            case CODED:
                boolean may = away.equals(why.name) || fault.equals(why.name) || more.contains(why.name);
                return may ? why.name : unknown;
            default:
                return unknown;
        }
    }
}

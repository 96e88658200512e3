package eresept.adapter;

import eresept.openncp.NIException;
import eresept.openncp.OpenNCPErrorCode;
import java.util.List;
import java.util.Map;

/**
 * What is said abroad. OpenNCP sends code, message and the first line of the trace as they are: so a code has one text,
 * no cause goes along, and one line of this file makes every exception.
 */
final class Said {
    private static final String FAULT = "The country of affiliation has a technical fault.";
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("ERROR_GENERIC", "The request could not be answered."),
            Map.entry("ERROR_GENERIC_DOCUMENT_MISSING", "There is no such document."),
            Map.entry("ERROR_PI_INCORRECT_FORMATTING", "The patient is not named by one national number."),
            Map.entry("ERROR_EP_GENERIC", "The prescriptions cannot be provided."),
            Map.entry("ERROR_EP_INTERNAL_ERROR", FAULT),
            Map.entry("ERROR_EP_REGISTRY_NOT_AVAILABLE", "The prescription service does not answer. Try again."),
            Map.entry("ERROR_ED_GENERIC", "The dispensation cannot be taken as it is."),
            Map.entry("ERROR_ED_DISCARD_FAILED", "The dispensation was not discarded."),
            Map.entry("ERROR_ED_EPRESCRIPTION_NOT_IDENTIFIABLE", "The prescription of the dispensation is not known."),
            Map.entry("ERROR_ED_EPRESCRIPTION_NOT_UPDATED", "The prescription could not be updated."),
            Map.entry("ERROR_ED_INCORRECT_FORMATTING", "The dispensation is no document that can be read."),
            Map.entry("ERROR_ED_INTERNAL_ERROR", FAULT),
            Map.entry("ERROR_ED_MISSING_BASIC_DATA", "The dispensation lacks data that it must have."),
            Map.entry("ERROR_ED_MISSING_EXPECTED_MAPPING", "A code of the dispensation has no equivalent."),
            Map.entry("ERROR_ED_MISSING_REQUIRED_FIELDS", "A value of the dispensation is missing or cannot be used."),
            Map.entry("ERROR_ED_NOT_DISPENSABLE_EPRESCRIPTION", "The prescription cannot be dispensed so."),
            Map.entry("ERROR_ED_REGISTRY_NOT_AVAILABLE", "The prescription service does not answer. Send again."),
            Map.entry("ERROR_ED_SUBSTITUTION_INFORMATION_NOT_ALLOWED", "The prescriber does not allow substitution."));

    private Said() {
    }

    /** The exception of a call. */
    static NIException exception(Call call, Refused why) {
        OpenNCPErrorCode code = known(OpenNCPErrorCode.class, List.of(call.said(why), call.generic, "ERROR_GENERIC"));
        return new NIException(code, TEXTS.get(code.name()));
    }

    /** The first of the names that an OpenNCP has; the names of 9.0 are not all there in 7.1. */
    static <E extends Enum<E>> E known(Class<E> codes, List<String> names) {
        for (String name : names) {
            for (E code : codes.getEnumConstants()) {
                if (code.name().equals(name)) {
                    return code;
                }
            }
        }
        throw new IllegalStateException("none of the codes is known");
    }
}

package eresept.adapter;

import org.w3c.dom.Element;

/** What the national gateway does and the converter does not: who may ask, and all talk with Reseptformidleren. */
public interface NationalSide {
    /**
     * Checks a request, since OpenNCP calls the connector also where its own checks failed: assertions, their
     * signatures and validity, rights, and the patient's consent.
     *
     * @param soapHeader of the request; never null
     * @return the patient that the TRC assertion is for, HL7 v2 CX
     * @throws NotAllowed the request may not be answered
     */
    String checkedPatient(Element soapHeader) throws NotAllowed;

    /**
     * Everything that Reseptformidleren has of a patient now, whatever may leave: the converter decides.
     *
     * @param patientId HL7 v2 CX
     * @throws Away Reseptformidleren does not answer; never an empty list in its place
     */
    Prescriptions prescriptionsOf(String patientId) throws Away;

    /**
     * Gives a report to Reseptformidleren: signs and sends it, and waits for the receipt. The same report may come
     * again, for country B repeats; one that was sent before (65) is taken.
     *
     * @param m10 unsigned, UTF-8
     * @param answer the service's whole answer (JSON): OpenNCP has no room for remarks, but in {@code findings} may be
     *     what a person must look at
     * @throws Away nothing is known of its fate, or it was not sent
     * @throws NotTaken Reseptformidleren refused it
     */
    void report(byte[] m10, byte[] answer) throws Away, NotTaken;

    /**
     * Something was refused. Of a dispensation a package is in somebody's hands, also where its prescription must not
     * be known abroad: a person looks at it. What it throws is let be.
     *
     * @param call LIST, DOCUMENT, SUBMIT or DISCARD
     * @param said the code that went abroad
     * @param problem the service's reasons (application/problem+json), in which nothing is of the patient; null where
     *     the service was not asked, or did not answer
     */
    void tellOperator(String call, String said, byte[] problem);

    /** What was fetched. */
    final class Prescriptions {
        final String m96;
        final String access;

        /**
         * @param m96 the M9.6 as received, without its envelope
         * @param access the patient's access control, {@code open} or {@code blocked}; null where it is not known
         */
        public Prescriptions(String m96, String access) {
            this.m96 = m96;
            this.access = access;
        }
    }

    /** The request may not be answered. */
    final class NotAllowed extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Reseptformidleren does not answer. */
    final class Away extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Reseptformidleren refused a report. */
    final class NotTaken extends Exception {
        private static final long serialVersionUID = 1L;
    }
}

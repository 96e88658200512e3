package eresept.openncp;

/** Kinds of documents. A discard comes as ED. */
public enum ClassCode {
    EP_CLASSCODE,
    ED_CLASSCODE
}

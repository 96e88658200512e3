package eresept.openncp;

/** One prescription: what is told of its level 3 and of its level 1. */
public interface DocumentAssociation<T> {
    T getXMLDocumentMetaData();

    T getPDFDocumentMetaData();
}

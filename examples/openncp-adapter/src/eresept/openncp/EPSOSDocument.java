package eresept.openncp;

import org.w3c.dom.Document;

/** A document on its way in or out, and whose it is. The document is null where OpenNCP could not transform it. */
public interface EPSOSDocument {
    String getPatientId();

    ClassCode getClassCode();

    Document getDocument();
}

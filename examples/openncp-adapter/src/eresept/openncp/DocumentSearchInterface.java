package eresept.openncp;

import java.util.List;

/** XCA: which prescriptions a patient has, and one document of them. Other kinds of documents are left out here. */
public interface DocumentSearchInterface extends NationalConnectorInterface {
    List<DocumentAssociation<EPDocumentMetaData>> getEPDocumentList(SearchCriteria criteria)
            throws NIException, InsufficientRightsException;

    EPSOSDocument getDocument(SearchCriteria criteria) throws NIException, InsufficientRightsException;
}

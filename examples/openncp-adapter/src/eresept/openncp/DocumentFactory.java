package eresept.openncp;

import java.util.Date;
import org.w3c.dom.Document;

/** Makes what is handed over. The makers with fewer arguments are left out: they say that all is dispensable. */
public final class DocumentFactory {
    private DocumentFactory() {
    }

    public static <T> DocumentAssociation<T> createDocumentAssociation(T xml, T pdf) {
        return new DocumentAssociation<T>() {
            @Override
            public T getXMLDocumentMetaData() {
                return xml;
            }

            @Override
            public T getPDFDocumentMetaData() {
                return pdf;
            }
        };
    }

    public static EPSOSDocument createEPSOSDocument(String patientId, ClassCode classCode, Document document) {
        return new EPSOSDocument() {
            @Override
            public String getPatientId() {
                return patientId;
            }

            @Override
            public ClassCode getClassCode() {
                return classCode;
            }

            @Override
            public Document getDocument() {
                return document;
            }
        };
    }

    public static EPDocumentMetaData createEPDocumentXML(String id, String patientId, Date effectiveDate,
            String repositoryId, String title, String author, String description, String productCode,
            String productName, EpListParam more, SimpleConfidentialityEnum confidentiality, String languageCode,
            Long size, String hash) {
        return new MetaData(false, id, patientId, effectiveDate, repositoryId, title, author, description, productCode,
                productName, more, confidentiality, languageCode, size, hash);
    }

    public static EPDocumentMetaData createEPDocumentPDF(String id, String patientId, Date effectiveDate,
            String repositoryId, String title, String author, String description, String productCode,
            String productName, EpListParam more, SimpleConfidentialityEnum confidentiality, String languageCode,
            Long size, String hash) {
        return new MetaData(true, id, patientId, effectiveDate, repositoryId, title, author, description, productCode,
                productName, more, confidentiality, languageCode, size, hash);
    }
}

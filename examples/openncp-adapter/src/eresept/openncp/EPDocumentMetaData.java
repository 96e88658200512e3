package eresept.openncp;

import java.util.Date;

/** What a registry tells of one document of a prescription. */
public interface EPDocumentMetaData {
    /** Whether the pharmacy may hand out another product. */
    interface SubstitutionMetaData {
        String getSubstitutionCode();

        String getSubstitutionDisplayName();
    }

    String getId();

    String getPatientId();

    Date getEffectiveTime();

    String getRepositoryId();

    String getTitle();

    String getAuthor();

    String getDescription();

    String getProductCode();

    String getProductName();

    SimpleConfidentialityEnum getConfidentiality();

    String getLanguage();

    Long getSize();

    String getHash();

    boolean isDispensable();

    String getAtcCode();

    String getAtcName();

    String getDoseFormCode();

    String getDoseFormName();

    String getStrength();

    SubstitutionMetaData getSubstitution();

    boolean isPdf();
}

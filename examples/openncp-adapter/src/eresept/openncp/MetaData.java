package eresept.openncp;

import java.util.Date;

/** The metadata as given. */
final class MetaData implements EPDocumentMetaData {
    private final boolean pdf;
    private final String id;
    private final String patientId;
    private final Date effectiveTime;
    private final String repositoryId;
    private final String title;
    private final String author;
    private final String description;
    private final String productCode;
    private final String productName;
    private final EpListParam more;
    private final SimpleConfidentialityEnum confidentiality;
    private final String language;
    private final Long size;
    private final String hash;

    MetaData(boolean pdf, String id, String patientId, Date effectiveTime, String repositoryId, String title,
            String author, String description, String productCode, String productName, EpListParam more,
            SimpleConfidentialityEnum confidentiality, String language, Long size, String hash) {
        this.pdf = pdf;
        this.id = id;
        this.patientId = patientId;
        this.effectiveTime = new Date(effectiveTime.getTime());
        this.repositoryId = repositoryId;
        this.title = title;
        this.author = author;
        this.description = description;
        this.productCode = productCode;
        this.productName = productName;
        this.more = more;
        this.confidentiality = confidentiality;
        this.language = language;
        this.size = size;
        this.hash = hash;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String getPatientId() {
        return patientId;
    }

    @Override
    public Date getEffectiveTime() {
        return new Date(effectiveTime.getTime());
    }

    @Override
    public String getRepositoryId() {
        return repositoryId;
    }

    @Override
    public String getTitle() {
        return title;
    }

    @Override
    public String getAuthor() {
        return author;
    }

    @Override
    public String getDescription() {
        return description;
    }

    @Override
    public String getProductCode() {
        return productCode;
    }

    @Override
    public String getProductName() {
        return productName;
    }

    @Override
    public SimpleConfidentialityEnum getConfidentiality() {
        return confidentiality;
    }

    @Override
    public String getLanguage() {
        return language;
    }

    @Override
    public Long getSize() {
        return size;
    }

    @Override
    public String getHash() {
        return hash;
    }

    @Override
    public boolean isDispensable() {
        return more.dispensable;
    }

    @Override
    public String getAtcCode() {
        return more.atcCode;
    }

    @Override
    public String getAtcName() {
        return more.atcName;
    }

    @Override
    public String getDoseFormCode() {
        return more.doseFormCode;
    }

    @Override
    public String getDoseFormName() {
        return more.doseFormName;
    }

    @Override
    public String getStrength() {
        return more.strength;
    }

    @Override
    public SubstitutionMetaData getSubstitution() {
        return more.substitution;
    }

    @Override
    public boolean isPdf() {
        return pdf;
    }
}

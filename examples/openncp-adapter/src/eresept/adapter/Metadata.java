package eresept.adapter;

import eresept.openncp.DocumentAssociation;
import eresept.openncp.DocumentFactory;
import eresept.openncp.EPDocumentMetaData;
import eresept.openncp.EPDocumentMetaData.SubstitutionMetaData;
import eresept.openncp.EpListParam;
import eresept.openncp.SimpleConfidentialityEnum;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/** The service's list as OpenNCP's metadata. What is not as promised fails the whole list: nothing is guessed. */
final class Metadata {
    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
    private static final String LEVEL_3 = "urn:epsos:ep:pre:2010";
    private static final String LEVEL_1 = "urn:ihe:iti:xds-sd:pdf:2008";
    private static final String PRESCRIPTION = "57833-6";

    private Metadata() {
    }

    /** The pairs of {@code abroad}; {@code gateway} is not looked at. */
    static List<DocumentAssociation<EPDocumentMetaData>> pairs(byte[] list, Patient patient) throws Json.Malformed {
        List<DocumentAssociation<EPDocumentMetaData>> found = new ArrayList<>();
        for (Json.Members pair : Json.read(list).objects("abroad")) {
            EPDocumentMetaData xml = document(pair.object("level3"), LEVEL_3, patient);
            EPDocumentMetaData pdf = document(pair.object("level1"), LEVEL_1, patient);
            found.add(DocumentFactory.createDocumentAssociation(xml, pdf));
        }
        return found;
    }

    private static EPDocumentMetaData document(Json.Members told, String format, Patient patient)
            throws Json.Malformed {
        must(told, "formatCode", format);
        must(told, "classCode", PRESCRIPTION);
        must(told, "patientId", patient.cx);
        EpListParam more = new EpListParam(told.truth("dispensable"), told.text("atcCode"), told.text("atcName"),
                told.text("doseFormCode"), told.text("doseFormName"), told.text("strength"), substitution(told));
        String id = told.text("id");
        Date effective = noon(told.text("effectiveTime"));
        String repository = told.text("repositoryId");
        String title = told.text("title");
        String author = told.text("author");
        String description = told.text("description");
        String productCode = told.text("productCode");
        String productName = told.text("productName");
        SimpleConfidentialityEnum confidentiality = confidentiality(told.text("confidentiality"));
        String language = told.text("languageCode");
        Long size = told.wholeOrNull("size");
        String hash = told.textOrNull("hash");
        return format.equals(LEVEL_3)
                ? DocumentFactory.createEPDocumentXML(id, patient.cx, effective, repository, title, author, description,
                        productCode, productName, more, confidentiality, language, size, hash)
                : DocumentFactory.createEPDocumentPDF(id, patient.cx, effective, repository, title, author, description,
                        productCode, productName, more, confidentiality, language, size, hash);
    }

    private static void must(Json.Members told, String name, String wanted) throws Json.Malformed {
        if (!told.text(name).equals(wanted)) {
            throw new Json.Malformed(name);
        }
    }

    /** Noon of the day in Norway: OpenNCP writes moments in its JVM's zone, where midnight may be the day before. */
    private static Date noon(String moment) throws Json.Malformed {
        try {
            return Date.from(OffsetDateTime.parse(moment).atZoneSameInstant(OSLO).toLocalDate().atTime(LocalTime.NOON)
                    .atZone(OSLO).toInstant());
        } catch (DateTimeException e) {
            throw new Json.Malformed("effectiveTime");
        }
    }

    /** OpenNCP's own look-up makes "normal" of every code that it does not know. */
    private static SimpleConfidentialityEnum confidentiality(String code) throws Json.Malformed {
        try {
            return SimpleConfidentialityEnum.valueOf(code);
        } catch (IllegalArgumentException e) {
            throw new Json.Malformed("confidentiality");
        }
    }

    /** None, or both code and name: an object without a code becomes a broken classification. */
    private static SubstitutionMetaData substitution(Json.Members told) throws Json.Malformed {
        if (told.isNull("substitution")) {
            return null;
        }
        String code = told.object("substitution").text("code");
        String name = told.object("substitution").text("displayName");
        if (code.isBlank()) {
            throw new Json.Malformed("substitution");
        }
        return new SubstitutionMetaData() {
            @Override
            public String getSubstitutionCode() {
                return code;
            }

            @Override
            public String getSubstitutionDisplayName() {
                return name;
            }
        };
    }
}

package eresept.openncp;

import eresept.openncp.EPDocumentMetaData.SubstitutionMetaData;

/** The part of the metadata that only prescriptions have. */
public final class EpListParam {
    final boolean dispensable;
    final String atcCode;
    final String atcName;
    final String doseFormCode;
    final String doseFormName;
    final String strength;
    final SubstitutionMetaData substitution;

    public EpListParam(boolean dispensable, String atcCode, String atcName, String doseFormCode, String doseFormName,
            String strength, SubstitutionMetaData substitution) {
        this.dispensable = dispensable;
        this.atcCode = atcCode;
        this.atcName = atcName;
        this.doseFormCode = doseFormCode;
        this.doseFormName = doseFormName;
        this.strength = strength;
        this.substitution = substitution;
    }
}

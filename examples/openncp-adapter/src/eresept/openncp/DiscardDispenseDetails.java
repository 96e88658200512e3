package eresept.openncp;

/** What OpenNCP says of a discard beside its document; date and provider, by which nothing is decided, are left out. */
public final class DiscardDispenseDetails {
    private String discardId;
    private String dispenseId;
    private String patientId;

    public String getDiscardId() {
        return discardId;
    }

    public void setDiscardId(String discardId) {
        this.discardId = discardId;
    }

    public String getDispenseId() {
        return dispenseId;
    }

    public void setDispenseId(String dispenseId) {
        this.dispenseId = dispenseId;
    }

    public String getPatientId() {
        return patientId;
    }

    public void setPatientId(String patientId) {
        this.patientId = patientId;
    }
}

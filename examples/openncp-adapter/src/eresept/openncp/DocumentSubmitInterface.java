package eresept.openncp;

/** XDR: a dispensation, and one that is taken back. */
public interface DocumentSubmitInterface extends NationalConnectorInterface {
    void submitDispensation(EPSOSDocument dispensation) throws NIException, InsufficientRightsException;

    void cancelDispensation(DiscardDispenseDetails details, EPSOSDocument dispensation)
            throws NIException, InsufficientRightsException;
}

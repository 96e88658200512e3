package eresept.openncp;

import org.w3c.dom.Element;

/** Whatever a country's own side of OpenNCP is, it is told the header of each request before the call itself. */
public interface NationalConnectorInterface {
    void setSOAPHeader(Element header);
}

package eresept.openncp;

import java.util.EnumMap;
import java.util.Map;

/** What is asked for: texts by key. */
public final class SearchCriteria {
    /** The keys that are used for prescriptions. */
    public enum Criteria {
        PATIENT_ID,
        REPOSITORY_ID,
        DOCUMENT_ID
    }

    private final Map<Criteria, String> values = new EnumMap<>(Criteria.class);

    public SearchCriteria add(Criteria key, String value) {
        if (value != null) {
            values.put(key, value);
        }
        return this;
    }

    public String getCriteriaValue(Criteria key) {
        return values.get(key);
    }
}

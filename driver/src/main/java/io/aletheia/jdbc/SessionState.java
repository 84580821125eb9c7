package io.aletheia.jdbc;

import io.aletheia.query.Session;
import io.aletheia.query.Setting;
import java.util.EnumMap;
import java.util.Map;

/**
 * What can be changed of a session, to go back to. Immutable.
 *
 * @param settings the values of all settings of the session
 * @param schema the schema of names without one
 * @param isolation of transactions
 * @param autoCommit whether each statement is its own transaction
 * @param readOnly whether writes are refused
 */
record SessionState(
        Map<Setting, String> settings,
        String schema,
        Session.Isolation isolation,
        boolean autoCommit,
        boolean readOnly) {

    /** The present state. */
    static SessionState of(Session session) {
        var settings = new EnumMap<Setting, String>(Setting.class);
        for (var setting : Setting.values()) {
            if (setting.scope() == Setting.Scope.SESSION) {
                settings.put(setting, session.setting(setting));
            }
        }
        return new SessionState(
                settings, session.schema(), session.isolation(), session.isAutoCommit(), session.isReadOnly());
    }

    /** Changes back what differs. */
    void restore(Session session) {
        settings.forEach((setting, value) -> {
            // A SET of a time clause need not show in the setting's text.
            boolean isTime = setting == Setting.VALID_TIME_AS_OF || setting == Setting.SYSTEM_TIME_AS_OF;
            if (isTime || !session.setting(setting).equals(value)) {
                session.set(setting, value);
            }
        });
        if (!session.schema().equals(schema)) {
            session.setSchema(schema);
        }
        if (session.isolation() != isolation) {
            session.setIsolation(isolation);
        }
        if (session.isAutoCommit() != autoCommit) {
            session.setAutoCommit(autoCommit);
        }
        if (session.isReadOnly() != readOnly) {
            session.setReadOnly(readOnly);
        }
    }
}

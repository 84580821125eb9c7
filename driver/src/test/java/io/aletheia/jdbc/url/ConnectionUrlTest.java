package io.aletheia.jdbc.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aletheia.engine.model.DatabaseException;
import io.aletheia.engine.model.ErrorCode;
import io.aletheia.query.DatabaseLocation;
import io.aletheia.query.Setting;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ConnectionUrlTest {
    @Test
    void aFileUrlNamesADirectory() {
        ConnectionUrl url = parse("jdbc:aletheia:file:/data/people");
        assertThat(url.location()).isEqualTo(new DatabaseLocation.Directory(Path.of("/data/people")));
        assertThat(url.settings().given()).isEmpty();
    }

    @Test
    void aRelativeDirectoryIsKeptRelative() {
        assertThat(parse("jdbc:aletheia:file:data/people").location())
                .isEqualTo(new DatabaseLocation.Directory(Path.of("data/people")));
    }

    @Test
    void aMemoryUrlMayHaveNoName() {
        assertThat(parse("jdbc:aletheia:mem:").location()).isEqualTo(new DatabaseLocation.Memory(""));
        assertThat(parse("jdbc:aletheia:mem:shared;readOnly=false").location())
                .isEqualTo(new DatabaseLocation.Memory("shared"));
    }

    @Test
    void keysAndChoicesMatchWithoutRegardToCase() {
        ConnectionUrl url = parse("jdbc:aletheia:mem:;DURABILITY=async;ShowPeriodColumns=TRUE");
        assertThat(url.settings().get(Setting.DURABILITY)).isEqualTo("ASYNC");
        assertThat(url.settings().isTrue(Setting.SHOW_PERIOD_COLUMNS)).isTrue();
    }

    @Test
    void valuesAreQuotedOrPercentEncoded() {
        ConnectionUrl url =
                parse("jdbc:aletheia:file:/a%3Bb/%65t%65/100%25;applicationName='it''s; 100% = fine';schema=p%3Dq;");
        assertThat(url.location()).isEqualTo(new DatabaseLocation.Directory(Path.of("/a;b/ete/100%")));
        assertThat(url.settings().get(Setting.APPLICATION_NAME)).isEqualTo("it's; 100% = fine");
        assertThat(url.settings().get(Setting.SCHEMA)).isEqualTo("p=q");
    }

    @Test
    void percentEncodedBytesAreUtf8() {
        assertThat(parse("jdbc:aletheia:mem:%C3%A9t%c3%a9").location())
                .isEqualTo(new DatabaseLocation.Memory("\u00e9t\u00e9"));
    }

    /** Whether a path outside ASCII can be had depends on the locale that the JVM was started in. */
    @Test
    void aPathThatTheLocaleCannotNameSaysHowItCan() {
        String path = "/\u00e9t\u00e9";
        Charset names = Charset.forName(System.getProperty("sun.jnu.encoding"));
        if (names.newEncoder().canEncode(path)) {
            assertThat(parse("jdbc:aletheia:file:" + path).location())
                    .isEqualTo(new DatabaseLocation.Directory(Path.of(path)));
        } else {
            assertThatThrownBy(() -> parse("jdbc:aletheia:file:" + path))
                    .hasMessageContaining("start Java in a locale of UTF-8, as with LC_ALL=C.UTF-8");
        }
    }

    @Test
    void aQuotedPathMayHoldSemicolons() {
        assertThat(parse("jdbc:aletheia:file:'/a;b';user=me").location())
                .isEqualTo(new DatabaseLocation.Directory(Path.of("/a;b")));
    }

    @Test
    void sizesMayHaveUnits() {
        ConnectionUrl url = parse("jdbc:aletheia:mem:;walSegmentSize=2MiB");
        assertThat(url.settings().number(Setting.WAL_SEGMENT_SIZE)).isEqualTo(2 << 20);
        assertThat(parse("jdbc:aletheia:mem:").settings().number(Setting.WAL_SEGMENT_SIZE))
                .isEqualTo(64 << 20);
    }

    @Test
    void remoteModeIsRefused() {
        assertFails("jdbc:aletheia://host:5455/db?user=me", ErrorCode.BAD_URL)
                .hasMessage("remote mode is not available in this version");
    }

    @Test
    void aPathWithoutSchemeIsRefusedWithThePositionAndTheThreeForms() {
        var complaint = assertFails("jdbc:aletheia:/data/people;password=secret", ErrorCode.BAD_URL)
                .hasMessageContaining("position 15")
                .hasMessageContaining("'/data/people'")
                .hasMessageNotContaining("secret");
        ConnectionUrl.FORMS.forEach(complaint::hasMessageContaining);
    }

    @Test
    void malformedPartsAreRefusedWithTheirPosition() {
        assertFails("jdbc:aletheia:file:", ErrorCode.BAD_URL).hasMessageContaining("position 20");
        assertFails("jdbc:aletheia:file:;user=me", ErrorCode.BAD_URL).hasMessageContaining("directory is missing");
        assertFails("jdbc:aletheia:mem:;user", ErrorCode.BAD_URL)
                .hasMessageContaining("position 20: expected key=value");
        assertFails("jdbc:aletheia:mem:;=x", ErrorCode.BAD_URL).hasMessageContaining("position 20");
        assertFails("jdbc:aletheia:mem:;schema='x", ErrorCode.BAD_URL)
                .hasMessageContaining("position 27: this quote is never closed");
        assertFails("jdbc:aletheia:mem:;schema='x'y", ErrorCode.BAD_URL).hasMessageContaining("position 30");
        assertFails("jdbc:aletheia:mem:;schema=100%", ErrorCode.BAD_URL).hasMessageContaining("position 30");
        assertFails("jdbc:aletheia:mem:;schema=%G0", ErrorCode.BAD_URL).hasMessageContaining("%25");
        assertFails("jdbc:aletheia:file:/a%00b", ErrorCode.BAD_URL).hasMessageContaining("not a path");
        assertFails("jdbc:postgresql:x", ErrorCode.BAD_URL).hasMessageContaining("position 1:");
    }

    @Test
    void settingsBehindAQuestionMarkAreRefusedAndNotTakenForAName() {
        for (String url : new String[] {
            "jdbc:aletheia:file:people?durability=SYNCHRONOUS", "jdbc:aletheia:mem:people?durability=SYNCHRONOUS"
        }) {
            assertFails(url, ErrorCode.BAD_URL).hasMessageContaining("position " + (url.indexOf('?') + 1));
        }
        assertThat(parse("jdbc:aletheia:mem:why%3F").location()).isEqualTo(new DatabaseLocation.Memory("why?"));
        assertThat(parse("jdbc:aletheia:mem:'why?';durability=ASYNC").location())
                .isEqualTo(new DatabaseLocation.Memory("why?"));
    }

    @Test
    void anUnknownKeyIsAnsweredWithTheNearestNameAndTheList() {
        assertFails("jdbc:aletheia:mem:;durabilty=ASYNC", ErrorCode.UNKNOWN_PROPERTY)
                .hasMessageContaining("'durabilty'; did you mean \"durability\"?")
                .hasMessageContaining("closeDelay");
        Properties properties = new Properties();
        properties.setProperty("quarter", "1");
        assertThatThrownBy(() -> ConnectionUrl.parse("jdbc:aletheia:mem:", properties))
                .hasMessageStartingWith("unknown property 'quarter'. The properties are durability");
    }

    @Test
    void aBadValueIsAnsweredWithWhatIsExpected() {
        assertFails("jdbc:aletheia:mem:;durability=FAST", ErrorCode.BAD_PROPERTY_VALUE)
                .hasMessage("property durability must be one of SYNCHRONOUS, GROUP_COMMIT, ASYNC, ASYNC_BATCHED:"
                        + " found 'FAST'");
        for (String bad : new String[] {
            "fetchSize=-1",
            "fetchSize=many",
            "fetchSize=99999999999999999999",
            "walStripes=12",
            "walSegmentSize=64MB",
            "walSegmentSize=1KiB",
            "create=yes",
            "timeZone=Atlantis",
            "validTimeAsOf=yesterday",
            "validTimeAsOf=2004-02-30",
            "systemTimeAsOf=2004-05-01 12:00:00.1234567",
            "schema=",
            "closeDelay=-2",
            "isolation=READ_COMMITTED"
        }) {
            assertFails("jdbc:aletheia:mem:;" + bad, ErrorCode.BAD_PROPERTY_VALUE);
        }
    }

    @Test
    void aPropertyThatIsNoTextIsRefused() {
        Properties properties = new Properties();
        properties.put("fetchSize", 10);
        assertThatThrownBy(() -> ConnectionUrl.parse("jdbc:aletheia:mem:", properties))
                .hasMessageContaining("fetchSize must be given as text");
    }

    @Test
    void aKeyGivenTwiceIsRefused() {
        assertFails("jdbc:aletheia:mem:;schema=a;SCHEMA=a", ErrorCode.PROPERTY_CONFLICT)
                .hasMessage("the URL gives property schema twice");
    }

    @Test
    void differentValuesInUrlAndPropertiesAreRefusedAndEqualOnesAccepted() {
        Properties properties = new Properties();
        properties.setProperty("Durability", "async");
        assertThat(ConnectionUrl.parse("jdbc:aletheia:mem:;durability=ASYNC", properties)
                        .settings()
                        .get(Setting.DURABILITY))
                .isEqualTo("ASYNC");
        DatabaseException conflict = catchThrowableOfType(
                DatabaseException.class,
                () -> ConnectionUrl.parse("jdbc:aletheia:mem:;durability=SYNCHRONOUS", properties));
        assertThat(conflict.code()).isEqualTo(ErrorCode.PROPERTY_CONFLICT);
        assertThat(conflict).hasMessageContaining("'SYNCHRONOUS' and 'ASYNC'");
    }

    @Test
    void contradictingPasswordsAreNotShown() {
        Properties properties = new Properties();
        properties.setProperty("password", "secret1");
        assertThatThrownBy(() -> ConnectionUrl.parse("jdbc:aletheia:mem:;password=secret2", properties))
                .hasMessageNotContaining("secret");
    }

    @Test
    void aReadOnlyDatabaseIsNotMade() {
        assertThat(parse("jdbc:aletheia:mem:;readOnly=true").settings().isTrue(Setting.CREATE))
                .isFalse();
        assertFails("jdbc:aletheia:mem:;readOnly=true;create=true", ErrorCode.PROPERTY_CONFLICT);
    }

    @Test
    void defaultsOfThePropertiesCount() {
        Properties defaults = new Properties();
        defaults.setProperty("schema", "history");
        assertThat(ConnectionUrl.parse("jdbc:aletheia:mem:", new Properties(defaults))
                        .settings()
                        .get(Setting.SCHEMA))
                .isEqualTo("history");
    }

    @Test
    void instantsAreResolvedInTheTimeZone() {
        var utc = parse("jdbc:aletheia:mem:;validTimeAsOf=2004-05-01").settings();
        assertThat(utc.instantMicros(Setting.VALID_TIME_AS_OF)).hasValue(1_083_369_600_000_000L);
        var paris = parse("jdbc:aletheia:mem:;timeZone=Europe/Paris;validTimeAsOf=2004-05-01 02:00:00.000001")
                .settings();
        assertThat(paris.instantMicros(Setting.VALID_TIME_AS_OF)).hasValue(1_083_369_600_000_001L);
        var own = parse("jdbc:aletheia:mem:;timeZone=Europe/Paris;systemTimeAsOf=2004-05-01T00:00Z")
                .settings();
        assertThat(own.instantMicros(Setting.SYSTEM_TIME_AS_OF)).hasValue(1_083_369_600_000_000L);
        assertThat(own.instantMicros(Setting.VALID_TIME_AS_OF)).isEmpty();
    }

    @Test
    void theTextIsWithoutThePassword() {
        assertThat(parse("jdbc:aletheia:mem:x;user=me;password='a;b';schema=s").text())
                .isEqualTo("jdbc:aletheia:mem:x;user=me;schema=s");
    }

    @Test
    void everyDefaultIsAValueOfItsSetting() {
        for (Setting setting : Setting.values()) {
            assertThat(setting.canonical(setting.defaultValue())).isNotNull();
            assertThat(setting.description()).endsWith(".");
        }
    }

    private static ConnectionUrl parse(String url) {
        return ConnectionUrl.parse(url, new Properties());
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertFails(
            String url, ErrorCode code) {
        DatabaseException failure = catchThrowableOfType(DatabaseException.class, () -> parse(url));
        assertThat(failure).as(url).isNotNull();
        assertThat(failure.code()).as(url).isEqualTo(code);
        return assertThat(failure).as(url);
    }
}

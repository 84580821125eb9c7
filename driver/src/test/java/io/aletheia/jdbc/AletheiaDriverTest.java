package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aletheia.query.Setting;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Arrays;
import java.util.Properties;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AletheiaDriverTest {
    private final AletheiaDriver driver = new AletheiaDriver();

    @Test
    void theDriverManagerFindsTheDriver() throws SQLException {
        assertThat(DriverManager.getDriver("jdbc:aletheia:mem:")).isInstanceOf(AletheiaDriver.class);
    }

    @Test
    void foreignUrlsAreLeftToOthers() throws SQLException {
        assertThat(driver.connect("jdbc:h2:mem:", new Properties())).isNull();
        assertThat(driver.acceptsURL("jdbc:h2:mem:")).isFalse();
        assertThat(driver.acceptsURL(null)).isFalse();
        assertThat(driver.acceptsURL("jdbc:aletheia:anything")).isTrue();
    }

    @Test
    void aNullUrlIsRefused() {
        assertState("08001", 1001, null, new Properties());
    }

    @Test
    void mistakesInUrlsAndPropertiesHaveTheirStates() {
        assertState("08001", 1001, "jdbc:aletheia:/data", new Properties());
        assertState("08001", 1001, "jdbc:aletheia://host/db", new Properties());
        assertState("08001", 1002, "jdbc:aletheia:mem:;durabilty=ASYNC", new Properties());
        assertState("08001", 1003, "jdbc:aletheia:mem:;durability=FAST", new Properties());
        assertState("HY024", 1004, "jdbc:aletheia:mem:;schema=a;schema=b", new Properties());
        Properties unknown = new Properties();
        unknown.setProperty("colour", "red");
        assertState("08001", 1002, "jdbc:aletheia:mem:", unknown);
    }

    private void assertState(String state, int vendorCode, @Nullable String url, Properties properties) {
        SQLNonTransientConnectionException failure =
                catchThrowableOfType(SQLNonTransientConnectionException.class, () -> driver.connect(url, properties));
        assertThat((Throwable) failure).as(String.valueOf(url)).isNotNull();
        assertThat(failure.getSQLState()).as(failure.getMessage()).isEqualTo(state);
        assertThat(failure.getErrorCode()).as(failure.getMessage()).isEqualTo(vendorCode);
    }

    @Test
    void everyPropertyIsOfferedWithItsValueAndChoices() {
        Properties given = new Properties();
        given.setProperty("FETCHSIZE", "7");
        given.setProperty("password", "secret");
        DriverPropertyInfo[] offer = driver.getPropertyInfo("jdbc:aletheia:mem:;durability=ASYNC", given);
        assertThat(offer).hasSize(Setting.values().length);
        assertThat(offer).allSatisfy(property -> {
            assertThat(property.description).isNotBlank();
            assertThat(property.required).isFalse();
        });
        assertThat(find(offer, "durability").value).isEqualTo("ASYNC");
        assertThat(find(offer, "durability").choices).contains("SYNCHRONOUS", "GROUP_COMMIT");
        assertThat(find(offer, "fetchSize").value).isEqualTo("7");
        assertThat(find(offer, "password").value).isNull();
        assertThat(find(offer, "readOnly").choices).containsExactly("true", "false");
    }

    private static DriverPropertyInfo find(DriverPropertyInfo[] offer, String name) {
        return Arrays.stream(offer)
                .filter(property -> property.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void halfTypedUrlsAreTakenAsTheyCome() {
        assertThat(driver.getPropertyInfo(null, null)).isNotEmpty();
        String url = "jdbc:aletheia:file:/a%3Bb;durability='ASYNC;x=%;=;;fetchSize=9;schema";
        for (int end = 0; end <= url.length(); end++) {
            assertThat(driver.getPropertyInfo(url.substring(0, end), new Properties()))
                    .isNotEmpty();
        }
    }

    @Test
    void noUrlMakesTheDriverThrowAnythingButItsOwnErrors() {
        long seed = 4711;
        Random random = new Random(seed);
        String letters = ";='%:/ aZ0\u00e9";
        for (int i = 0; i < 5000; i++) {
            StringBuilder url = new StringBuilder("jdbc:aletheia:x");
            for (int length = random.nextInt(12); length > 0; length--) {
                url.append(letters.charAt(random.nextInt(letters.length())));
            }
            SQLException failure =
                    catchThrowableOfType(SQLException.class, () -> driver.connect(url.toString(), new Properties()));
            assertThat((Throwable) failure).as(url + " (seed " + seed + ")").isNotNull();
            assertThat(failure.getSQLState()).as(url + " (seed " + seed + ")").isEqualTo("08001");
        }
    }

    @Test
    void theDriverSaysWhatItIs() {
        assertThat(driver.getMajorVersion()).isNotNegative();
        assertThat(driver.getMinorVersion()).isNotNegative();
        assertThat(driver.jdbcCompliant()).isFalse();
        assertThat(driver.getParentLogger().getName()).isEqualTo("io.aletheia");
    }

    @Test
    void theMessageOfAnUnknownPropertyHelps() {
        assertThatThrownBy(() -> driver.connect("jdbc:aletheia:mem:;durabilty=ASYNC", new Properties()))
                .hasMessageContaining("did you mean \"durability\"?");
    }
}

package io.aletheia.query.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IsoTextTest {
    private static final long SEED = 20_261_123;

    @Test
    void everyDateOfTheCalendarIsReadAsTheLibraryReadsIt() {
        for (LocalDate date = LocalDate.of(1, 1, 1); date.getYear() < 10_000; date = date.plusDays(1)) {
            // Not an assertion each: there are three and a half million.
            if (IsoText.micros(date.toString()) != date.toEpochDay() * 86_400_000_000L) {
                fail(date.toString());
            }
        }
    }

    @Test
    void timestampsOfEveryPrecisionAreReadAsTheLibraryReadsThem() {
        var random = new SplittableRandom(SEED);
        for (int i = 0; i < 20_000; i++) {
            LocalDateTime time = LocalDateTime.of(
                            random.nextInt(1, 10_000), random.nextInt(1, 13), random.nextInt(1, 29), 0, 0)
                    .plusSeconds(random.nextInt(86_400));
            int digits = i % 7;
            int micros = digits == 0 ? 0 : random.nextInt((int) Math.pow(10, digits)) * (int) Math.pow(10, 6 - digits);
            String fraction =
                    digits == 0 ? "" : "." + String.format("%06d", micros).substring(0, digits);
            String text = TemporalText.formatTimestamp(time.toEpochSecond(ZoneOffset.UTC) * 1_000_000L) + fraction;
            long expected = ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), time) + micros;
            assertThat(IsoText.micros(text)).as(text).isEqualTo(expected);
            assertThat(IsoText.micros(text.replace(' ', 'T'))).as(text).isEqualTo(expected);
        }
    }

    @Test
    void allOtherTextsAreLeftToWhoKnowsMoreForms() {
        for (String text : new String[] {
            "",
            "2024",
            "2024-1-1",
            "2024-02-30",
            "2023-02-29",
            "1900-02-29",
            "2024-13-01",
            "2024-00-10",
            "2024-01-00",
            "0000-01-01",
            "2024/01/01",
            "2024-01-01 ",
            " 2024-01-01",
            "2024-01-01 10",
            "2024-01-01 10:00",
            "2024-01-01 24:00:00",
            "2024-01-01 10:60:00",
            "2024-01-01 10:00:60",
            "2024-01-01x10:00:00",
            "2024-01-01 10:00:00.",
            "2024-01-01 10:00:00.1234567",
            "2024-01-01 10:00:00Z",
            "2024-01-01 10:00:00+01",
            "2024-01-01 10:00:00.12Z",
            "-024-01-01",
            "2024-01-0\u0661",
            "2024-01-01 10:00:00,5"
        }) {
            assertThat(IsoText.micros(text)).as(text).isEqualTo(IsoText.OTHER);
        }
    }
}

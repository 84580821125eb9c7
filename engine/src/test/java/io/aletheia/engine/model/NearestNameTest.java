package io.aletheia.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> COLUMNS = List.of("id", "name", "salary", "person");

    @Test
    void findsANameWithOneWrongLetter() {
        assertThat(NearestName.find("salery", COLUMNS)).isEqualTo("salary");
    }

    @Test
    void countsSwappedLettersAsOneMistake() {
        assertThat(NearestName.find("nmae", COLUMNS)).isEqualTo("name");
    }

    @Test
    void comparesWithoutRegardToCase() {
        assertThat(NearestName.find("PERSONS", COLUMNS)).isEqualTo("person");
    }

    @Test
    void findsNothingWhenNoNameIsNear() {
        assertThat(NearestName.find("quarter", COLUMNS)).isNull();
        assertThat(NearestName.suggestion("quarter", COLUMNS)).isEmpty();
    }

    @Test
    void suggestionAsksAQuestion() {
        assertThat(NearestName.suggestion("persn", COLUMNS)).isEqualTo("; did you mean \"person\"?");
    }
}

package io.aletheia.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aletheia.query.Setting;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.naming.Reference;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class AletheiaDataSourceTest {
    private final AletheiaDataSource source = new AletheiaDataSource("jdbc:aletheia:mem:test");

    @Test
    void everySettingIsABeanPropertyOfItsName() throws Exception {
        Map<String, PropertyDescriptor> beans = Arrays.stream(
                        Introspector.getBeanInfo(AletheiaDataSource.class).getPropertyDescriptors())
                .collect(Collectors.toMap(PropertyDescriptor::getName, bean -> bean));
        for (Setting setting : Setting.values()) {
            assertThat(beans).as(setting.key()).containsKey(setting.key());
            PropertyDescriptor bean = Objects.requireNonNull(beans.get(setting.key()));
            assertThat(bean.getWriteMethod()).as(setting.key()).isNotNull();
            if (setting != Setting.PASSWORD && !setting.defaultValue().endsWith("MiB")) {
                assertThat(String.valueOf(bean.getReadMethod().invoke(source)))
                        .as(setting.key())
                        .isEqualTo(setting.defaultValue());
            }
        }
    }

    @Test
    void beanPropertiesBecomePropertiesOfTheDriver() {
        source.setDurability("async");
        source.setFetchSize(7);
        source.setShowPeriodColumns(true);
        Properties expected = new Properties();
        expected.setProperty("durability", "ASYNC");
        expected.setProperty("fetchSize", "7");
        expected.setProperty("showPeriodColumns", "true");
        assertThat(source.properties()).isEqualTo(expected);
    }

    @Test
    void aValueThatIsNotAllowedIsRefusedAtOnce() {
        assertThatThrownBy(() -> source.setDurability("FAST"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one of SYNCHRONOUS");
        assertThatThrownBy(() -> source.setWalStripes(12)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCopyThroughSerializationHasUrlAndSettings() throws Exception {
        source.setDurability("SYNCHRONOUS");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject((Serializable) source);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            AletheiaDataSource copy = (AletheiaDataSource) in.readObject();
            assertThat(copy.getUrl()).isEqualTo("jdbc:aletheia:mem:test");
            assertThat(copy.getDurability()).isEqualTo("SYNCHRONOUS");
        }
    }

    @Test
    void aNamingServiceMakesItAgainFromItsReference() {
        source.setFetchSize(7);
        Reference reference = source.getReference();
        assertThat(reference.getFactoryClassName()).isEqualTo(AletheiaDataSourceFactory.class.getName());
        Object made = new AletheiaDataSourceFactory().getObjectInstance(reference, null, null, null);
        assertThat(made).isInstanceOf(AletheiaDataSource.class);
        AletheiaDataSource copy = (AletheiaDataSource) Objects.requireNonNull(made);
        assertThat(copy.getUrl()).isEqualTo(source.getUrl());
        assertThat(copy.getFetchSize()).isEqualTo(7);
        assertThat(new AletheiaDataSourceFactory().getObjectInstance("other", null, null, null))
                .isNull();
    }

    @Test
    void aClosedSourceGivesNoConnections() {
        source.close();
        source.close();
        SQLException failure = catchThrowableOfType(SQLException.class, source::getConnection);
        assertThat(failure.getSQLState()).isEqualTo("08003");
    }

    @Test
    void aSourceWithoutUrlSaysSo() {
        try (AletheiaDataSource empty = new AletheiaDataSource()) {
            assertThatThrownBy(empty::getConnection).hasMessageContaining("no URL");
        }
    }

    @Test
    void itUnwrapsToItself() throws SQLException {
        assertThat(source.unwrap(DataSource.class)).isSameAs(source);
        assertThat(source.isWrapperFor(String.class)).isFalse();
        assertThatThrownBy(() -> source.unwrap(String.class)).isInstanceOf(SQLException.class);
    }
}

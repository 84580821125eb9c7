package io.aletheia.jdbc;

import static io.aletheia.jdbc.Fixture.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.aletheia.engine.model.ErrorCode;
import java.nio.charset.StandardCharsets;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stream.StreamSource;
import org.junit.jupiter.api.Test;

/** Item 25: what createBlob, createClob and createSQLXML make. */
class LargeObjectsTest {
    @Test
    void aBlobIsWrittenReadSearchedAndCut() throws Exception {
        var blob = new AletheiaBlob(new byte[0]);
        assertThat(blob.setBytes(1, new byte[] {1, 2, 3, 4})).isEqualTo(4);
        assertThat(blob.setBytes(3, new byte[] {9, 7, 8, 9}, 1, 2)).isEqualTo(2);
        assertThat(blob.getBytes(1, 10)).containsExactly(1, 2, 7, 8);
        assertThat(blob.getBytes(3, 1)).containsExactly(7);
        assertThat(blob.position(new byte[] {7, 8}, 1)).isEqualTo(3);
        assertThat(blob.position(new byte[] {7, 8}, 4)).isEqualTo(-1);
        assertThat(blob.position(new byte[] {7}, 99)).isEqualTo(-1);
        assertThat(blob.position(new AletheiaBlob(new byte[] {2}), 1)).isEqualTo(2);
        try (var stream = blob.setBinaryStream(5)) {
            stream.write(new byte[] {5, 6});
        }
        assertThat(blob.length()).isEqualTo(6);
        assertThat(blob.getBinaryStream(5, 2).readAllBytes()).containsExactly(5, 6);
        blob.truncate(1);
        assertThat(blob.getBinaryStream().readAllBytes()).containsExactly(1);
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> blob.getBytes(0, 1));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> blob.setBytes(3, new byte[1]));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> blob.truncate(2));
        blob.free();
        blob.free();
        assertFails(ErrorCode.CALL_SEQUENCE, blob::length);
    }

    @Test
    void aClobIsWrittenReadSearchedAndCut() throws Exception {
        var clob = new AletheiaClob("abcd");
        assertThat(clob.setString(3, "xyz")).isEqualTo(3);
        assertThat(clob.getSubString(1, 10)).isEqualTo("abxyz");
        assertThat(clob.getSubString(2, 2)).isEqualTo("bx");
        assertThat(clob.position("yz", 1)).isEqualTo(4);
        assertThat(clob.position("a", 2)).isEqualTo(-1);
        assertThat(clob.position(new AletheiaClob("b"), 1)).isEqualTo(2);
        try (var writer = clob.setCharacterStream(6)) {
            writer.write("ö!");
        }
        try (var stream = clob.setAsciiStream(1)) {
            stream.write("A".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(clob.toString()).isEqualTo("Abxyzö!");
        assertThat(clob.getCharacterStream(6, 1).read()).isEqualTo('ö');
        clob.truncate(2);
        assertThat(new String(clob.getAsciiStream().readAllBytes(), StandardCharsets.US_ASCII))
                .isEqualTo("Ab");
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> clob.getSubString(4, 1));
        assertFails(ErrorCode.INVALID_ARGUMENT, () -> clob.position("a", 0));
        clob.free();
        assertFails(ErrorCode.CALL_SEQUENCE, clob::length);
    }

    @Test
    void xmlIsWrittenOnceAndReadOften() throws Exception {
        var xml = new AletheiaSqlXml();
        assertFails(ErrorCode.CALL_SEQUENCE, xml::getString);
        try (var writer = xml.setCharacterStream()) {
            writer.write("<a/>");
        }
        assertThat(xml.getString()).isEqualTo("<a/>");
        assertThat(xml.getBinaryStream().readAllBytes()).isEqualTo("<a/>".getBytes(StandardCharsets.UTF_8));
        assertThat(xml.getSource(StreamSource.class).getReader().read()).isEqualTo('<');
        assertThat(xml.getSource(SAXSource.class).getInputSource()).isNotNull();
        assertFails(ErrorCode.UNSUPPORTED, () -> xml.getSource(DOMSource.class));
        assertFails(ErrorCode.CALL_SEQUENCE, () -> xml.setString("<b/>"));
        xml.free();
        assertFails(ErrorCode.CALL_SEQUENCE, xml::getString);
    }
}

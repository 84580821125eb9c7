package io.aletheia.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What this database calls itself. */
public final class Product {
    /** The name of the database. */
    public static final String NAME = "Aletheia";

    /** The name of the driver. */
    public static final String DRIVER_NAME = "Aletheia JDBC Driver";

    /** The release, such as {@code 0.1.0}. */
    public static final String VERSION = read();

    /** First number of the release. */
    public static final int VERSION_MAJOR = number(0);

    /** Second number of the release. */
    public static final int VERSION_MINOR = number(1);

    private Product() {}

    /** The build writes the version into a file beside this class. */
    private static String read() {
        try (InputStream file = Product.class.getResourceAsStream("version.properties")) {
            if (file == null) {
                throw new IllegalStateException("version.properties is missing beside " + Product.class.getName());
            }
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("version", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(int position) {
        return Integer.parseInt(VERSION.split("[.-]", -1)[position]);
    }
}

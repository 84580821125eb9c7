package io.aletheia.jdbc;

import io.aletheia.query.Setting;
import java.util.Collections;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;
import org.jspecify.annotations.Nullable;

/** Makes data sources out of what a naming service keeps of them. Stateless. */
public final class AletheiaDataSourceFactory implements ObjectFactory {
    /** The address that holds the URL; the settings are under their keys. */
    static final String URL = "url";

    /** Made by a naming service. */
    public AletheiaDataSourceFactory() {}

    @Override
    @SuppressWarnings("JdkObsolete") // ObjectFactory asks for a Hashtable
    public @Nullable Object getObjectInstance(
            @Nullable Object object,
            @Nullable Name name,
            @Nullable Context context,
            @Nullable Hashtable<?, ?> environment) {
        if (!(object instanceof Reference reference)
                || !AletheiaDataSource.class.getName().equals(reference.getClassName())) {
            return null;
        }
        AletheiaDataSource source = new AletheiaDataSource();
        for (RefAddr address : Collections.list(reference.getAll())) {
            String value = String.valueOf(address.getContent());
            Setting setting = Setting.find(address.getType());
            if (setting != null) {
                source.set(setting, value);
            } else if (address.getType().equals(URL)) {
                source.setUrl(value);
            }
        }
        return source;
    }
}

package io.snapledger.systemtests.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A JSON text in the making, which may have keys twice and values that are no JSON. */
sealed interface Body {

    /** Its text. */
    String text();

    /** An object. */
    record Fields(List<Field> fields) implements Body {

        @Override
        public String text() {
            return fields.stream()
                    .map(field -> field.key() + ": " + field.value().text())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
    }

    /**
     * One member of an object.
     *
     * @param key in quotes, as it is written
     */
    record Field(String key, Body value) {}

    /** An array. */
    record Items(List<Body> items) implements Body {

        @Override
        public String text() {
            return items.stream().map(Body::text).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /** Anything else, as it is written. */
    record Raw(String text) implements Body {}

    /** Every place whose value can be replaced. */
    static List<Place> places(Body body) {
        List<Place> places = new ArrayList<>();
        collect(body, places);
        return places;
    }

    private static void collect(Body body, List<Place> places) {
        switch (body) {
            case Fields object -> {
                for (int i = 0; i < object.fields().size(); i++) {
                    places.add(new InObject(object, i));
                    collect(object.fields().get(i).value(), places);
                }
            }
            case Items array -> {
                for (int i = 0; i < array.items().size(); i++) {
                    places.add(new InArray(array, i));
                    collect(array.items().get(i), places);
                }
            }
            case Raw _ -> {}
        }
    }

    /** Where a value stands. */
    sealed interface Place {

        void replace(Body value);

        void remove();

        void repeat(Body value);
    }

    /** A member's value. */
    record InObject(Fields object, int index) implements Place {

        @Override
        public void replace(Body value) {
            object.fields().set(index, new Field(object.fields().get(index).key(), value));
        }

        @Override
        public void remove() {
            object.fields().remove(index);
        }

        @Override
        public void repeat(Body value) {
            object.fields().add(new Field(object.fields().get(index).key(), value));
        }

        void rename(String key) {
            object.fields().set(index, new Field(key, object.fields().get(index).value()));
        }
    }

    /** An element of an array. */
    record InArray(Items array, int index) implements Place {

        @Override
        public void replace(Body value) {
            array.items().set(index, value);
        }

        @Override
        public void remove() {
            array.items().remove(index);
        }

        @Override
        public void repeat(Body value) {
            array.items().add(array.items().get(index));
        }
    }
}

package io.snapledger.gateway.rebuild;

import io.snapledger.contract.rebuild.ViewState;
import io.snapledger.gateway.rebuild.RebuildBody.Rebuild;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every view. */
record ViewsBody(List<View> views) {

    static ViewsBody of(List<ViewState> views) {
        return new ViewsBody(views.stream().map(View::of).toList());
    }

    /**
     * One view.
     *
     * @param position how far in the event log it has come
     * @param rebuild its last one, null if there was none
     */
    record View(
            String name,
            String processor,
            String schema,
            List<String> tables,
            long position,
            @Nullable Rebuild rebuild) {

        private static View of(ViewState view) {
            return new View(
                    view.name(),
                    view.processor(),
                    view.schema(),
                    view.tables(),
                    view.position(),
                    view.rebuild() == null ? null : Rebuild.of(view.rebuild()));
        }
    }
}

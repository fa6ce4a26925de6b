package io.snapledger.query.rebuild;

import static java.util.stream.Collectors.toMap;

import io.snapledger.contract.rebuild.RebuildAnswer;
import io.snapledger.contract.rebuild.RebuildView;
import io.snapledger.contract.rebuild.ViewRebuilds;
import io.snapledger.contract.rebuild.ViewState;
import io.snapledger.query.projection.ProcessorTokens;
import io.snapledger.query.projection.View;
import io.snapledger.query.projection.Views;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Says of each view how it is, and has it made again. */
@RestController
final class ViewRebuildController implements ViewRebuilds {

    private final Views views;
    private final Rebuilds rebuilds;
    private final RebuildTable table;
    private final ProcessorTokens tokens;
    private final String schema;

    ViewRebuildController(
            Views views,
            Rebuilds rebuilds,
            RebuildTable table,
            ProcessorTokens tokens,
            ViewsProperties properties) {
        this.views = views;
        this.rebuilds = rebuilds;
        this.table = table;
        this.tokens = tokens;
        schema = properties.schema();
    }

    @Override
    public List<ViewState> list() {
        Map<String, RebuildView> last =
                table.last().stream().collect(toMap(RebuildView::view, Function.identity()));
        Map<String, Long> positions = new HashMap<>();
        return views.all().stream()
                .map(view ->
                        state(
                                view,
                                positions.computeIfAbsent(view.processor(), this::position),
                                last.get(view.name())))
                .toList();
    }

    private long position(String processor) {
        return tokens.read(processor).map(GapAwareTrackingToken::getIndex).orElse(0L);
    }

    private ViewState state(View view, long position, @Nullable RebuildView rebuild) {
        return new ViewState(
                view.name(), view.processor(), schema, view.tables(), position, rebuild);
    }

    @Override
    public Optional<ViewState> find(String view) {
        return list().stream().filter(state -> state.name().equals(view)).findFirst();
    }

    @Override
    public Optional<RebuildAnswer> begin(
            String view, @Nullable String requestedBy, @Nullable String requestId) {
        return views.find(view).map(known -> rebuilds.begin(known, requestedBy, requestId));
    }

    @Override
    public Optional<RebuildView> abort(String view) {
        return views.find(view).flatMap(rebuilds::abort);
    }
}

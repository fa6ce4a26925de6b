package io.snapledger.query.readposition;

import io.snapledger.contract.read.ReadPosition;
import io.snapledger.query.projection.Progress;
import java.time.Duration;
import org.springframework.web.bind.annotation.RestController;

/** Lets a writer wait for the views, so that its client reads its own write. */
@RestController
final class ReadPositionController implements ReadPosition {

    private final Progress progress;

    ReadPositionController(Progress progress) {
        this.progress = progress;
    }

    @Override
    public boolean await(long position, Duration atMost) {
        try {
            return progress.await(position, atMost);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

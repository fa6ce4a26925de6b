package io.snapledger.link.server;

import io.snapledger.link.failure.FailureKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Tells other processes whether something is away, 503, or was done wrong, and no more. */
@RestControllerAdvice
final class ServedErrors extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ServedErrors.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> failed(RuntimeException failure) {
        if (FailureKind.causes(failure).stream()
                .anyMatch(cause -> FailureKind.ofOne(cause).isOutage())) {
            log.warn("Answered 503: {}", String.valueOf(failure.getMessage()));
            return answer(HttpStatus.SERVICE_UNAVAILABLE);
        }
        log.error("Answered 500", failure);
        return answer(HttpStatus.INTERNAL_SERVER_ERROR);
    }

    private static ResponseEntity<ProblemDetail> answer(HttpStatus status) {
        return ResponseEntity.of(ProblemDetail.forStatus(status)).build();
    }
}

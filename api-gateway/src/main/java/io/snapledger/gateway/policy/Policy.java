package io.snapledger.gateway.policy;

import io.snapledger.gateway.api.Api;
import io.snapledger.gateway.caller.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a caller may do something in one API. The rules are the code's, overridden by the
 * operator's files; they are replaced as a whole when the files change, and never by what cannot be
 * read.
 */
public final class Policy {

    private static final Logger log = LoggerFactory.getLogger(Policy.class);

    private static final String CONTEXT_IS_ADMIN = "context_is_admin";

    private final Api api;
    private final DefaultRules defaults;
    private final PolicyProperties properties;
    private final PolicyFiles files;
    private volatile RuleSet inForce;
    private volatile State state;

    /** What the files said when they were last judged; touched by one thread only. */
    private PolicyFiles.Contents judged;

    /** What they said at the last look, if that is something else. */
    private PolicyFiles.@Nullable Contents seen;

    /**
     * How the rules in force came to be.
     *
     * @param since when they were put in force
     * @param overridden how many names the files define
     * @param problem why the files as they are now are not in force, null if they are
     * @param reloads how often other rules were put in force since the start
     * @param refusals how often the files changed to what could not be
     */
    record State(
            Instant since, int overridden, @Nullable String problem, int reloads, int refusals) {}

    /**
     * Reads the rules of that API.
     *
     * @param slices every API's
     * @throws PolicyRefused if the files cannot be put in force
     */
    public Policy(Api api, List<PolicyRules> slices, PolicyProperties properties) {
        this.api = api;
        this.defaults = DefaultRules.of(PolicyRules.of(api, slices));
        this.properties = properties;
        this.files = new PolicyFiles(properties);
        this.judged = files.read();
        this.inForce = RuleSet.of(defaults, judged, properties);
        this.state = new State(Instant.now(), inForce.overridden().size(), null, 0, 0);
        if (files.areConfigured()) {
            tell();
        }
    }

    /**
     * Lets the caller through, or not.
     *
     * @throws io.snapledger.gateway.fault.Fault 403 in the API's words
     */
    public void enforce(Caller caller, String rule, Target target) {
        if (!allows(caller, rule, target)) {
            throw api.forbidden(rule);
        }
    }

    /** Whether the rule holds for the caller; for fields that are shown or left out. */
    public boolean allows(Caller caller, String rule, Target target) {
        Expression expression = inForce.resolved().get(rule);
        if (expression == null) {
            throw new IllegalArgumentException("there is no rule " + rule);
        }
        return expression.holds(caller, target);
    }

    // cinder/context.py, RequestContext.__init__, and cinder/policy.py, check_is_admin(): the
    // target is the caller.
    /** The caller, an administrator if the rule {@code context_is_admin} says so. */
    public Caller judge(Caller caller) {
        Caller plain = caller.withAdmin(false);
        return allows(plain, CONTEXT_IS_ADMIN, Target.own(plain)) ? caller.withAdmin(true) : plain;
    }

    State state() {
        return state;
    }

    PolicyFiles files() {
        return files;
    }

    RuleSet inForce() {
        return inForce;
    }

    /**
     * Looks at the files, and puts in force what they say if it is new. It has to be the same at
     * two looks: a file that is still being written may be a shorter one that can be read.
     */
    void look() {
        PolicyFiles.Contents now = files.read();
        if (now.equals(judged)) {
            seen = null;
        } else if (!now.equals(seen)) {
            seen = now;
        } else {
            seen = null;
            judged = now;
            judge(now);
        }
    }

    private void judge(PolicyFiles.Contents contents) {
        State before = state;
        try {
            RuleSet fresh = RuleSet.of(defaults, contents, properties);
            inForce = fresh;
            state =
                    new State(
                            Instant.now(),
                            fresh.overridden().size(),
                            null,
                            before.reloads() + 1,
                            before.refusals());
            if (before.problem() != null) {
                // As loud as what it ends.
                log.warn("The policy files are in order again, and in force");
            }
            tell();
        } catch (PolicyRefused refused) {
            log.error(
                    "The policy files changed and are broken, so the rules stay what they were: {}",
                    refused.getMessage());
            state =
                    new State(
                            before.since(),
                            before.overridden(),
                            refused.getMessage(),
                            before.reloads(),
                            before.refusals() + 1);
        }
    }

    private void tell() {
        log.info("{} policy rules are read from {}", state.overridden(), files.places());
        inForce.warnings().forEach(warning -> log.warn("Policy files: {}", warning));
    }
}

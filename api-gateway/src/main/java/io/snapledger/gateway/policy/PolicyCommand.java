package io.snapledger.gateway.policy;

import io.snapledger.gateway.api.Api;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.env.Environment;
import org.springframework.core.type.filter.AssignableTypeFilter;

/**
 * {@code policy} on the command line: prints the rules in force or a sample file, or checks the
 * operator's files, as oslopolicy-policy-generator, -sample-generator and -validator do.
 */
public final class PolicyCommand {

    /** The first argument that asks for it. */
    public static final String NAME = "policy";

    /** All is well; there may be warnings. */
    public static final int FINE = 0;

    /** The files cannot be put in force. */
    public static final int REFUSED = 1;

    /** The command line is wrong. */
    public static final int USAGE = 2;

    private static final String SETTINGS = "snapledger.policy";
    private static final String MANILA_SETTINGS = "snapledger.policy.shared-file-system";

    private static final String HELP =
            """
            policy [options]       prints the rules in force: the defaults, and your files in their place

              --api=block-storage|shared-file-system
                                   whose rules; block-storage unless said otherwise
              --file=FILE          the policy file, instead of the setting snapledger.policy.file
                                   (snapledger.policy.shared-file-system.file)
              --dir=FOLDER         more of them, instead of snapledger.policy.dirs; may be repeated
              --enforce-new-defaults=true|false
                                   instead of the setting snapledger.policy.enforce-new-defaults
              --check              prints nothing but what is wrong
              --sample             prints every rule with its default and what it is for, commented out
              --format=yaml|json   how rules are printed, yaml unless said otherwise

            Settings of the service may be given too. What is wrong goes to the standard error.
            Exit code: 0 fine, 1 the files cannot be put in force, 2 wrong options.\
            """;

    private final PrintStream out;
    private final PrintStream err;

    private PolicyCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    private enum Format {
        YAML,
        JSON
    }

    /**
     * Runs it.
     *
     * @param arguments the whole command line
     * @param settings what the service would be told
     * @return the exit code
     */
    public static int run(
            String[] arguments, Environment settings, PrintStream out, PrintStream err) {
        return new PolicyCommand(out, err).run(List.of(arguments), settings);
    }

    private int run(List<String> arguments, Environment settings) {
        PolicyProperties set = Binder.get(settings).bindOrCreate(SETTINGS, PolicyProperties.class);
        ManilaPolicyProperties manila =
                Binder.get(settings).bindOrCreate(MANILA_SETTINGS, ManilaPolicyProperties.class);
        boolean enforceNewDefaults = set.enforceNewDefaults();
        Api api = Api.BLOCK_STORAGE;
        boolean fileIsGiven = false;
        String file = null;
        List<String> dirs = new ArrayList<>();
        boolean check = false;
        boolean sample = false;
        Format format = Format.YAML;
        for (String argument : arguments.subList(1, arguments.size())) {
            String name = argument.split("=", 2)[0];
            @Nullable String value = value(argument);
            switch (name) {
                case "--api" -> {
                    Optional<Api> known = api(value);
                    if (known.isEmpty()) {
                        return wrong(argument);
                    }
                    api = known.get();
                }
                case "--file" -> {
                    fileIsGiven = true;
                    file = value;
                }
                case "--dir" -> dirs.add(value == null ? "" : value);
                case "--check" -> check = true;
                case "--sample" -> sample = true;
                case "--enforce-new-defaults" -> {
                    if (value == null || !Set.of("true", "false").contains(value)) {
                        return wrong(argument);
                    }
                    enforceNewDefaults = Boolean.parseBoolean(value);
                }
                case "--format" -> {
                    try {
                        format = Format.valueOf(String.valueOf(value).toUpperCase(Locale.ROOT));
                    } catch (IllegalArgumentException unknown) {
                        return wrong(argument);
                    }
                }
                case "--help", "-h" -> {
                    out.println(HELP);
                    return FINE;
                }
                default -> {
                    if (!name.matches("--[a-z]+\\..+")) {
                        return wrong(argument);
                    }
                }
            }
        }
        PolicyProperties ofApi = set.with(api, manila);
        PolicyProperties asked =
                new PolicyProperties(
                        enforceNewDefaults,
                        fileIsGiven ? file : ofApi.file(),
                        dirs.isEmpty() ? ofApi.dirs() : dirs,
                        set.defaultRule(),
                        set.reload());
        DefaultRules defaults = DefaultRules.of(PolicyRules.of(api, rulesOfTheCode()));
        if (sample) {
            out.print(sample(defaults, format));
            return FINE;
        }
        return effective(defaults, asked, check, format);
    }

    private static Optional<Api> api(@Nullable String name) {
        return Arrays.stream(Api.values())
                .filter(api -> api.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name))
                .findFirst();
    }

    private static @Nullable String value(String argument) {
        int equals = argument.indexOf('=');
        return equals < 0 || equals == argument.length() - 1
                ? null
                : argument.substring(equals + 1);
    }

    private int wrong(String argument) {
        err.println("policy does not take " + argument);
        err.println(HELP);
        return USAGE;
    }

    private int effective(
            DefaultRules defaults, PolicyProperties properties, boolean check, Format format) {
        RuleSet rules;
        try {
            rules = RuleSet.of(defaults, new PolicyFiles(properties).read(), properties);
        } catch (PolicyRefused refused) {
            err.println(refused.getMessage());
            return REFUSED;
        }
        rules.warnings().forEach(warning -> err.println("warning: " + warning));
        if (!check) {
            out.print(
                    switch (format) {
                        case YAML -> PolicyText.yaml(rules);
                        case JSON -> PolicyText.json(rules.written());
                    });
        }
        return FINE;
    }

    private static String sample(DefaultRules defaults, Format format) {
        return switch (format) {
            case YAML -> PolicyText.sample(defaults);
            case JSON -> PolicyText.json(defaults);
        };
    }

    /** Every slice's rules, and nothing else of the service. */
    static List<PolicyRules> rulesOfTheCode() {
        String gateway = PolicyCommand.class.getPackageName().replaceFirst("\\.\\w+$", "");
        try (AnnotationConfigApplicationContext context =
                new AnnotationConfigApplicationContext()) {
            ClassPathBeanDefinitionScanner scanner =
                    new ClassPathBeanDefinitionScanner(context, false);
            scanner.addIncludeFilter(new AssignableTypeFilter(PolicyRules.class));
            scanner.scan(gateway);
            context.refresh();
            return List.copyOf(context.getBeansOfType(PolicyRules.class).values());
        }
    }
}

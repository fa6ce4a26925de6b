package io.snapledger.systemtests.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.snapledger.systemtests.client.Caller;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.quicktheories.core.Gen;
import org.quicktheories.core.RandomnessSource;
import tools.jackson.databind.JsonNode;

/** Random requests of one route: right ones, and ones that are nearly right. */
public final class Requests implements Gen<FuzzedRequest> {

    private static final String UNKNOWN = "00000000-0000-4000-8000-00000000dead";

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FOO");

    private static final List<String> IDS =
            List.of(
                    UNKNOWN,
                    "x",
                    "1",
                    "-",
                    "0",
                    "null",
                    "None",
                    "detail",
                    "new",
                    "default",
                    "edit",
                    ".",
                    "..",
                    "...",
                    "%2e%2e",
                    "..%2f..%2fetc%2fpasswd",
                    "%2e%2e%5c",
                    "%00",
                    "a%00b",
                    "%0d%0aX-Injected:%20yes",
                    "%ff",
                    "%c0%ae",
                    "%ed%a0%80",
                    "%f0%9f%98%80",
                    "%zz",
                    "%",
                    "%2",
                    "%25",
                    "%2525",
                    ";jsessionid=1",
                    "a;b=c",
                    "*",
                    "~",
                    "{id}",
                    "[1]",
                    "|",
                    "\\",
                    "\"",
                    "<x>",
                    "^`",
                    "'--",
                    "a+b",
                    "a%20b",
                    "%20",
                    "a.json",
                    ".json",
                    "a.xml",
                    "1-1-1-1-1",
                    "00000000000040008000000000000000dead",
                    "00000000-0000-4000-8000-00000000dea",
                    "urn:uuid:" + UNKNOWN,
                    "%7b" + UNKNOWN + "%7d",
                    "i".repeat(300),
                    "l".repeat(7_000),
                    "%41".repeat(1_500));

    private static final List<String> VERSIONS =
            List.of(
                    "volume latest",
                    "volume 3.0",
                    "volume 3",
                    "volume 3.71",
                    "volume 4.0",
                    "volume 0.0",
                    "volume 2.0",
                    "volume 1.0",
                    "volume 03.14",
                    "volume 3.014",
                    "volume -3.1",
                    "volume 3.1.4",
                    "volume 3.",
                    "volume .3",
                    "volume 3,14",
                    "volume 3." + "9".repeat(400),
                    "volume " + "9".repeat(4_000) + ".0",
                    "volume",
                    "volume  3.14",
                    "volume 3.14 x",
                    "volume\t3.14",
                    "3.14",
                    "compute 2.1",
                    "compute 2.1,volume 3.50",
                    "volume 3.50,volume 3.60",
                    "volumex 3.14",
                    "LATEST",
                    "volume \u0663.\u0661",
                    "volume \u00e9",
                    ",",
                    ",,,volume 3.60,,,",
                    "",
                    "\u0001",
                    "v".repeat(6_000));

    private static final List<String> SHARE_VERSIONS =
            List.of(
                    "2.0",
                    "2",
                    "2.74",
                    "3.0",
                    "1.0",
                    "0.0",
                    "02.19",
                    "2.019",
                    "-2.1",
                    "2.1.9",
                    "2.",
                    ".2",
                    "2,19",
                    "2." + "9".repeat(400),
                    "9".repeat(4_000) + ".0",
                    "latest",
                    "share 2.19",
                    " 2.19 ",
                    "2.19 x",
                    "2.6",
                    "2.50,2.60",
                    "\u0662.\u0661",
                    "\u00e9",
                    ",",
                    "",
                    "\u0001",
                    "v".repeat(6_000));

    private static final List<String> TYPES =
            List.of(
                    "application/json; charset=utf-8",
                    "application/vnd.openstack.volume+json",
                    "application/json;version=3",
                    "application/xml",
                    "text/plain",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "multipart/form-data",
                    "application/json; charset=nonsense",
                    "application/json, text/plain",
                    "APPLICATION/JSON",
                    "/",
                    ";",
                    "",
                    "json",
                    "\u00e9",
                    "application/" + "j".repeat(5_000));

    private static final List<String> ACCEPTS =
            List.of(
                    "application/json",
                    "*/*",
                    "text/html",
                    "text/plain",
                    "application/xml",
                    "application/vnd.openstack.volume+json",
                    "text/html;q=0.5, application/json;q=0.9",
                    "*/*;q=banana",
                    "*/*;q=-1",
                    "*",
                    "/",
                    ",,,",
                    ";",
                    "image/png",
                    "application/json;q=0",
                    "\u00e9\u0001",
                    "a/b," + "c/d,".repeat(1_000));

    private static final List<String> VALUES =
            List.of(
                    "",
                    "0",
                    "1",
                    "2",
                    "-1",
                    "+1",
                    "%2B1",
                    "%201%20",
                    "1_0",
                    "_1",
                    "1.0",
                    "1e3",
                    "0x1",
                    "NaN",
                    "99999999999999999999",
                    "2147483647",
                    "2147483648",
                    "9".repeat(3_000),
                    "1_".repeat(2_000) + "1",
                    "%d9%a1",
                    "x",
                    "true",
                    "false",
                    "yes",
                    "None",
                    "null",
                    UNKNOWN,
                    UNKNOWN.toUpperCase(Locale.ROOT),
                    "asc",
                    "desc",
                    "id",
                    "id:asc",
                    "created_at:asc,id:desc",
                    "id:",
                    ":",
                    ":asc",
                    "id:asc:desc",
                    ",",
                    "id:asc,".repeat(500),
                    "id:asc,".repeat(30) + "id",
                    "size:asc,bootable:desc,nothing",
                    "__class__",
                    "available",
                    "error",
                    "gt:2020-01-01",
                    "lt:x",
                    "gte:2016-01-01T00:00:00%2B01:00",
                    "created_at",
                    "%7B%27a%27:%27b%27%7D",
                    "%7B%22a%22:1%7D",
                    "{",
                    "[]",
                    "%00",
                    "a%00b",
                    "%ff",
                    "%ed%a0%80",
                    "%f0%9f%98%80",
                    "%zz",
                    "%",
                    "%25",
                    "_",
                    "a_b%25c",
                    "%5C",
                    "'",
                    "'%20or%201=1--",
                    "%3Cscript%3E",
                    "%0d%0aX-Injected:%20yes",
                    "a=b",
                    "a;b",
                    "a+b",
                    "v".repeat(5_000));

    private static final List<String> KEYS =
            List.of(
                    "limit",
                    "marker",
                    "offset",
                    "sort",
                    "sort_key",
                    "sort_dir",
                    "all_tenants",
                    "with_count",
                    "name",
                    "name~",
                    "status",
                    "status~",
                    "metadata",
                    "created_at",
                    "updated_at",
                    "deleted",
                    "id",
                    "project_id",
                    "user_id",
                    "group_id",
                    "is_public",
                    "force",
                    "cascade",
                    "bootable",
                    "unknown",
                    "~",
                    "",
                    "%00",
                    "%ff",
                    "%c3%a9",
                    "%zz",
                    "[]",
                    "name[]",
                    "k".repeat(500));

    private static final List<String> OTHER_HEADERS =
            List.of(
                    "X-Audit-Reason",
                    "Idempotency-Key",
                    "Prefer",
                    "X-Openstack-Request-Id",
                    "X-Forwarded-Host",
                    "X-Forwarded-Proto",
                    "X-Forwarded-For",
                    "X-Project-Id",
                    "X-Roles",
                    "X-User-Id",
                    "X-Service-Token",
                    "X-HTTP-Method-Override",
                    "Origin",
                    "Access-Control-Request-Method",
                    "Cookie",
                    "Range",
                    "If-Match",
                    "If-Modified-Since",
                    "Content-Encoding",
                    "Accept-Encoding",
                    "Accept-Language",
                    "Expect",
                    "Authorization",
                    "X");

    private static final List<String> HEADER_VALUES =
            List.of(
                    "",
                    "x",
                    "true",
                    "wait=5",
                    "wait=x",
                    "respond-async, wait=1",
                    "evil.example",
                    "a, b",
                    "https",
                    "javascript",
                    "admin",
                    UNKNOWN,
                    "req-" + UNKNOWN,
                    "gzip",
                    "bytes=0-",
                    "*",
                    "99999999999999999999",
                    "\u00c3\u00a9",
                    "\u00ff\u00fe",
                    "\u0001",
                    "\u007f",
                    "\"",
                    "\\",
                    "%00",
                    "<x>",
                    "'",
                    "h".repeat(1_025),
                    "h".repeat(7_000));

    private final ApiRoute route;
    private final Resources resources;
    private final List<String> tokens;

    public Requests(ApiRoute route, Resources resources) {
        this.route = route;
        this.resources = resources;
        Caller owner = resources.owner();
        this.tokens =
                List.of(
                        owner.token(),
                        Caller.of("administrator", owner.projectId(), "admin", "member", "reader")
                                .token(),
                        Caller.of("reader", owner.projectId(), "reader").token(),
                        Caller.of("nobody", owner.projectId(), "none").token(),
                        Caller.memberOfNewProject("stranger").token(),
                        "",
                        ":",
                        "::",
                        ":::",
                        "x",
                        "a:b:c:d",
                        "a:" + owner.projectId() + ":ADMIN, ,member",
                        "\u00e9:" + owner.projectId() + ":member",
                        "a\u0001:b:member",
                        "a b:" + owner.projectId() + ":member",
                        "%00:" + owner.projectId() + ":member",
                        "u".repeat(256) + ":" + owner.projectId() + ":member",
                        "u:" + "p".repeat(255) + ":member",
                        UUID.nameUUIDFromBytes(new byte[0]).toString(),
                        "gAAAA" + "x".repeat(300),
                        "t".repeat(7_000));
    }

    @Override
    public FuzzedRequest generate(RandomnessSource source) {
        Draws draws = new Draws(source);
        String method = draws.oneIn(20) ? draws.of(METHODS) : route.method();
        StringBuilder head = new StringBuilder();
        head.append(method)
                .append(' ')
                .append(path(draws))
                .append(query(draws))
                .append(" HTTP/1.1\r\n");
        header(head, "Host", draws.oneIn(60) ? draws.of(HEADER_VALUES) : "127.0.0.1");
        boolean valid = !draws.oneIn(8);
        header(head, "X-Auth-Token", valid ? tokens.get(draws.below(2)) : draws.of(tokens));
        if (draws.oneIn(60)) {
            header(head, "X-Auth-Token", draws.of(tokens));
        }
        versions(head, draws);
        if (!draws.oneIn(4)) {
            header(head, "Accept", draws.oneIn(4) ? draws.of(ACCEPTS) : "application/json");
        }
        for (int i = draws.oneIn(4) ? draws.below(4) : 0; i > 0; i--) {
            header(head, draws.of(OTHER_HEADERS), draws.of(HEADER_VALUES));
        }
        return withBody(method, head, draws);
    }

    private FuzzedRequest withBody(String method, StringBuilder head, Draws draws) {
        boolean hasBody = route.bodies().isEmpty() ? draws.oneIn(15) : !draws.oneIn(40);
        byte[] body = hasBody ? new JsonBodies(draws, resources).body(route.bodies()) : new byte[0];
        if (hasBody && !draws.oneIn(30)) {
            header(head, "Content-Type", draws.oneIn(15) ? draws.of(TYPES) : "application/json");
        }
        boolean keepsCount = true;
        boolean thenEnds = false;
        boolean chunked = false;
        if (hasBody && draws.oneIn(40)) {
            keepsCount = false;
            switch (draws.below(4)) {
                case 0 -> header(head, "Content-Length", Integer.toString(body.length / 2));
                case 1 -> {
                    header(head, "Content-Length", Integer.toString(body.length + 10));
                    thenEnds = true;
                }
                case 2 -> header(head, "Content-Length", draws.of(VALUES));
                default -> {
                    header(head, "Content-Length", Integer.toString(body.length));
                    header(head, "Content-Length", "0");
                }
            }
        } else if (hasBody && draws.oneIn(40)) {
            header(head, "Transfer-Encoding", "chunked");
            chunked = true;
        } else if (hasBody || method.equals("POST") || method.equals("PUT")) {
            header(head, "Content-Length", Integer.toString(body.length));
        }
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
        if (chunked) {
            message.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(UTF_8));
            message.writeBytes(body);
            message.writeBytes((body.length == 0 ? "\r\n" : "\r\n0\r\n\r\n").getBytes(UTF_8));
        } else {
            message.writeBytes(body);
        }
        return new FuzzedRequest(method, message.toString(ISO_8859_1), keepsCount, thenEnds);
    }

    private static void header(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private void versions(StringBuilder head, Draws draws) {
        String name =
                route.isOfShares() ? "X-OpenStack-Manila-API-Version" : "OpenStack-API-Version";
        header(head, name, route.isOfShares() ? shareVersion(draws) : version(draws));
        if (draws.oneIn(40)) {
            header(head, name, draws.of(route.isOfShares() ? SHARE_VERSIONS : VERSIONS));
        }
        if (route.isOfShares() && draws.oneIn(3)) {
            header(
                    head,
                    "X-OpenStack-Manila-API-Experimental",
                    draws.oneIn(4) ? draws.of(VALUES) : "true");
        }
    }

    private static String shareVersion(Draws draws) {
        return switch (draws.below(8)) {
            case 0, 1, 2, 3, 4 -> "2.73";
            case 5, 6 -> "2." + draws.below(74);
            default -> draws.of(SHARE_VERSIONS);
        };
    }

    private static String version(Draws draws) {
        return switch (draws.below(8)) {
            case 0, 1, 2, 3, 4 -> "volume 3.70";
            case 5, 6 -> "volume 3." + draws.below(71);
            default -> draws.of(VERSIONS);
        };
    }

    private String path(Draws draws) {
        List<String> segments = new ArrayList<>();
        String before = "";
        for (String segment : route.path().split("/", -1)) {
            if (segment.startsWith("{")) {
                String name = segment.substring(1, segment.length() - 1);
                if (name.equals("project_id")) {
                    if (!draws.oneIn(10)) {
                        segments.add(
                                draws.oneIn(25) ? draws.of(IDS) : resources.owner().projectId());
                    }
                } else {
                    segments.add(
                            id(name.endsWith("id") && name.length() > 2 ? name : before, draws));
                }
            } else {
                segments.add(segment);
                before = segment;
            }
        }
        String path = String.join("/", segments);
        return draws.oneIn(30) ? oddly(path, draws) : path;
    }

    private String id(String kind, Draws draws) {
        List<String> known = resources.named(kind);
        return switch (draws.below(5)) {
            case 0, 1, 2 -> draws.of(known);
            case 3 -> {
                String one = draws.of(known);
                yield switch (draws.below(6)) {
                    case 0 -> one.toUpperCase(Locale.ROOT);
                    case 1 -> one.replace("-", "");
                    case 2 -> "%7B" + one + "%7D";
                    case 3 -> "%" + Integer.toHexString(one.charAt(0)) + one.substring(1);
                    case 4 -> one + "%20";
                    default -> "urn:uuid:" + one;
                };
            }
            default -> draws.of(IDS);
        };
    }

    private static String oddly(String path, Draws draws) {
        return switch (draws.below(12)) {
            case 0 -> path + "/";
            case 1 -> path + ".json";
            case 2 -> path + ".xml";
            case 3 -> path.replace("/", "//");
            case 4 -> "/" + path;
            case 5 -> path + "/../" + UNKNOWN;
            case 6 -> path + "/%2e%2e/x";
            case 7 -> path + ";a=b";
            case 8 -> path + "#fragment";
            case 9 -> path.toUpperCase(Locale.ROOT);
            case 10 -> "http://evil.example" + path;
            default -> path + "/" + draws.of(IDS);
        };
    }

    private String query(Draws draws) {
        int count = route.parameters().isEmpty() ? (draws.oneIn(6) ? 1 : 0) : draws.below(5);
        if (count == 0) {
            return draws.oneIn(60) ? "?" : "";
        }
        StringBuilder query = new StringBuilder("?");
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                query.append(draws.oneIn(30) ? "&&=&" : "&");
            }
            query.append(parameter(draws));
        }
        return query.toString();
    }

    private String parameter(Draws draws) {
        if (route.parameters().isEmpty() || draws.oneIn(4)) {
            return draws.of(KEYS) + (draws.oneIn(20) ? "" : "=") + draws.of(VALUES);
        }
        JsonNode parameter = draws.of(route.parameters());
        String name = parameter.path("name").asString();
        return name + "=" + (draws.oneIn(2) ? draws.of(VALUES) : right(parameter, name, draws));
    }

    private String right(JsonNode parameter, String name, Draws draws) {
        JsonNode schema = parameter.path("schema");
        List<JsonNode> choices =
                (schema.has("enum") ? schema.path("enum") : schema.path("examples"))
                        .valueStream()
                        .toList();
        if (!choices.isEmpty()) {
            return draws.of(choices).asString();
        }
        return schema.path("type").asString("").equals("integer")
                ? Integer.toString(draws.below(4))
                : draws.of(resources.named(name));
    }
}

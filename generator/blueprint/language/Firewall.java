package blueprint.language;

import blueprint.facts.Limit;
import blueprint.source.Span;
import java.util.List;
import java.util.Optional;

/** What looks at requests before they reach a load balancer's targets. */
@Doc(
    "A web application firewall: AWS's own rules against addresses of bad repute, known attacks such as those on Log4j, and the common ones on web applications. It is paid by the month and by the request.")
public record Firewall(
    Span span,
    @Doc(
            "Whether a request that a rule matches is refused with status 403, or let through and only counted: to see first what would be refused.")
        @Default("block")
        @Shorthand
        Located<FirewallMode> mode,
    @Doc(
            "How many requests one address may make within five minutes; more are refused until it makes fewer. As many as it likes unless written.")
        @Range(Limit.REQUEST_RATE)
        Optional<Located<Integer>> rate,
    @Doc(
            "Rules that only count, by the names that AWS gives them, such as `SizeRestrictions_BODY` for a service that takes uploads of more than 8 KB.")
        @Written(Form.FIREWALL_RULE)
        List<Located<String>> count,
    @Doc(
            "How long records of requests that a rule matched are kept, without cookies and authorization.")
        @Default("30d")
        @Range(Limit.LOG_DAYS)
        Located<Duration> logs) {}

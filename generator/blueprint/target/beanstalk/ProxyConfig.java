package blueprint.target.beanstalk;

import blueprint.plan.Beanstalk;
import blueprint.text.Language;
import blueprint.text.Safe;
import blueprint.text.Templates;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * nginx in front of the program. What stands in {@code conf.d} is read for all servers, what stands
 * in {@code conf.d/elasticbeanstalk} for the one that there is.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html">
 *     Reverse proxy configuration</a>
 */
final class ProxyConfig {

  private static final String FOLDER = ".platform/nginx/";

  private ProxyConfig() {}

  static void add(Bundled bundled, Beanstalk beanstalk) {
    Beanstalk.Bundle bundle = beanstalk.bundle();
    Map<String, Object> values = values(beanstalk);
    if (bundle.gzip()) {
      bundled.plain(
          FOLDER + "nginx.conf", "gzip", "nginx compresses what is text", nginx("nginx", values));
    }
    bundled.plain(
        FOLDER + "conf.d/http.conf",
        "health",
        "what nginx says of itself, and who asks for health",
        nginx("http", values));
    if (isProxied(beanstalk)) {
      bundled.plain(
          FOLDER + "conf.d/elasticbeanstalk/health.conf",
          "health",
          "the program answers checks whatever host they ask for",
          nginx("health", values));
    }
    bundled.plain(
        FOLDER + "conf.d/elasticbeanstalk/maintenance.conf",
        "maintenance",
        "what visitors see while the service is being worked on",
        nginx("maintenance", values));
    bundled.plain(
        ".platform/maintenance.html",
        "maintenance",
        "what visitors see while the service is being worked on",
        Templates.render("beanstalk/maintenance.html", Language.XML, Map.of()));
  }

  /** PHP is no program that listens: nginx hands requests to it in another way. */
  private static boolean isProxied(Beanstalk beanstalk) {
    return !beanstalk.platform().language().equals("php");
  }

  private static Map<String, Object> values(Beanstalk beanstalk) {
    String asked = beanstalk.bundle().healthPath();
    String health = asked.contains("?") ? asked.substring(0, asked.indexOf('?')) : asked;
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("path", name("tiers." + beanstalk.tier()));
    values.put("state", name(MachineFiles.state(beanstalk)));
    values.put("health", health);
    values.put("visited", health.equals("/"));
    values.put("upstream", name(upstream(beanstalk.platform())));
    values.put("https", beanstalk.https());
    return values;
  }

  /** Docker's address is known to the platform only, which names it. */
  private static String upstream(Beanstalk.Platform platform) {
    return platform.language().equals("docker") ? "docker" : "127.0.0.1:" + platform.port();
  }

  private static String nginx(String template, Map<String, Object> values) {
    return Templates.render("beanstalk/" + template + ".conf", Language.NGINX, values);
  }

  private static Safe name(String text) {
    return Safe.name(Language.NGINX, text);
  }
}

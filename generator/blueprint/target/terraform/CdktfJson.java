package blueprint.target.terraform;

import blueprint.target.terraform.Body.Attribute;
import blueprint.target.terraform.Body.Element;
import blueprint.target.terraform.Body.Nested;
import blueprint.target.terraform.Expression.Bool;
import blueprint.target.terraform.Expression.Items;
import blueprint.target.terraform.Expression.Members;
import blueprint.target.terraform.Expression.Numeric;
import blueprint.target.terraform.Expression.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Bodies and expressions as Terraform's JSON: what CDKTF is given.
 *
 * <p>Plain text stays as it is; all other text and code becomes {@code ${HCL}}, so CDKTF never sees
 * a character that means something to it or to Terraform's JSON.
 */
final class CdktfJson {

  private static final Pattern PLAIN = Pattern.compile("[^$%\"\\\\\\p{Cntrl}\\x{FEFF}]*");

  /** Names that mean nothing to JavaScript or Terraform's JSON. */
  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_.:/-]*");

  /** Up to here JavaScript's numbers are exact. */
  private static final BigDecimal EXACT = BigDecimal.valueOf(1L << 53);

  private CdktfJson() {}

  /** A body as an object; nested blocks of one name become a list. */
  static Map<String, Object> body(Body body) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (Element element : body.elements()) {
      if (element instanceof Attribute attribute) {
        json.put(attribute.name(), expression(attribute.value()));
      } else if (element instanceof Nested nested) {
        add(nested, json);
      }
    }
    return json;
  }

  private static void add(Nested nested, Map<String, Object> json) {
    Map<String, Object> inside = body(nested.body());
    if (nested.label().isPresent()) {
      json.put(nested.name(), Map.of(nested.label().get(), inside));
      return;
    }
    Object others = json.get(nested.name());
    List<Object> blocks = new ArrayList<>(others instanceof List<?> list ? list : List.of());
    blocks.add(inside);
    json.put(nested.name(), blocks);
  }

  /** An expression as a value of JSON. */
  static Object expression(Expression expression) {
    if (expression instanceof Text text) {
      return text(text.text());
    } else if (expression instanceof Bool bool) {
      return bool.value();
    } else if (expression instanceof Numeric number && isExact(number.value())) {
      return number.value().longValueExact();
    } else if (expression instanceof Items list) {
      return list.items().stream().map(CdktfJson::expression).toList();
    } else if (expression instanceof Members object) {
      Map<String, Object> members = new LinkedHashMap<>();
      object.members().forEach((key, value) -> members.put(key(key), expression(value)));
      return members;
    }
    return code(HclExpressions.write(expression, HclExpressions.WIDTH));
  }

  /** How an object's key is written in JSON. */
  static String key(String key) {
    boolean plain = PLAIN_KEY.matcher(key).matches() && !TokenGuard.isToken(key);
    return plain ? key : code(HclExpressions.write(Expression.text(key), 0));
  }

  private static String text(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !TokenGuard.isToken(text);
    return plain ? text : code(HclExpressions.write(Expression.text(text), 0));
  }

  private static String code(String hcl) {
    return "${" + TokenGuard.guard(hcl) + "}";
  }

  private static boolean isExact(BigDecimal number) {
    return number.scale() <= 0 && number.signum() >= 0 && number.compareTo(EXACT) < 0;
  }
}

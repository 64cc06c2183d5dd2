package blueprint.language;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The form of a text, or of a mapping's keys. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Written {
  Form value();

  /** The form of the keys, where the component is a map of texts. */
  Form keys() default Form.NAME;
}

package blueprint.adoption;

/** An option of Elastic Beanstalk that the project sets. */
record OptionSetting(String namespace, String name, String value, Place place) {

  static final String VARIABLES = "aws:elasticbeanstalk:application:environment";

  String full() {
    return namespace + " " + name;
  }

  /** How it is called in a message. */
  String what() {
    return "`" + Words.shown(full()) + "`";
  }
}

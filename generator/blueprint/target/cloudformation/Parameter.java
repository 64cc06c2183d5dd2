package blueprint.target.cloudformation;

import blueprint.target.cloudformation.Expression.Members;

/**
 * What whoever applies the template says.
 *
 * @param label what the console calls it
 * @param group the heading under which the console shows it
 * @param body type, description, default and constraints
 */
public record Parameter(String id, Trace trace, String label, String group, Members body) {

  public Parameter {
    LogicalIds.requireId(id);
    trace.line().forEach(LogicalIds::requireComment);
  }
}

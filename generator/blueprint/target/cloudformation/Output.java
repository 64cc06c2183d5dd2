package blueprint.target.cloudformation;

/** What a stack says about itself once it stands. */
public record Output(String id, Trace trace, String description, Expression value) {

  public Output {
    LogicalIds.requireId(id);
    trace.line().forEach(LogicalIds::requireComment);
  }

  /** An output that a place in the blueprint asks for. */
  static Output of(String id, String path, String description, Expression value) {
    Trace trace = new Trace(java.util.List.of(path), "", java.util.List.of());
    return new Output(id, trace, description, value);
  }
}

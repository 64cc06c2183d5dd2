package blueprint.nativetool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A stack of the local CloudFormation, by its name. */
record LocalStack(LocalAccount account, String name) {

  /** A resource of the stack; the physical id is empty where there is none. */
  record Made(String type, String physicalId) {}

  /** Creates all of it at once. */
  void create(String template, Map<String, String> parameters)
      throws IOException, InterruptedException {
    call("CreateStack", template, parameters);
  }

  /** Changes it at once. */
  void update(String template, Map<String, String> parameters)
      throws IOException, InterruptedException {
    call("UpdateStack", template, parameters);
  }

  /** Says what would be created, as a person would look at it first; returns the logical ids. */
  List<String> propose(String template, Map<String, String> parameters)
      throws IOException, InterruptedException {
    call(
        "CreateChangeSet",
        template,
        parameters,
        "ChangeSetName",
        "first",
        "ChangeSetType",
        "CREATE");
    Xml changeSet =
        account.stacks("DescribeChangeSet", "StackName", name, "ChangeSetName", "first");
    if (!changeSet.text("//DescribeChangeSetResult/Status").equals("CREATE_COMPLETE")) {
      throw new IOException(changeSet.node().getTextContent());
    }
    return changeSet.texts("//Changes/member/ResourceChange[Action='Add']/LogicalResourceId");
  }

  /** Makes true what has been proposed. */
  void execute() throws IOException, InterruptedException {
    account.stacks("ExecuteChangeSet", "StackName", name, "ChangeSetName", "first");
  }

  void delete() throws IOException, InterruptedException {
    account.stacks("DeleteStack", "StackName", name);
  }

  String id() throws IOException, InterruptedException {
    return described().text("StackId");
  }

  String status() throws IOException, InterruptedException {
    return described().text("StackStatus");
  }

  Map<String, String> outputs() throws IOException, InterruptedException {
    Map<String, String> outputs = new TreeMap<>();
    described()
        .all("Outputs/member")
        .forEach(output -> outputs.put(output.text("OutputKey"), output.text("OutputValue")));
    return outputs;
  }

  /** What has been made, by logical id; the local AWS lists without one what it has skipped. */
  Map<String, Made> resources() throws IOException, InterruptedException {
    Map<String, Made> made = new TreeMap<>();
    account
        .stacks("ListStackResources", "StackName", name)
        .all("//StackResourceSummaries/member[LogicalResourceId!='']")
        .forEach(
            resource ->
                made.put(
                    resource.text("LogicalResourceId"),
                    new Made(resource.text("ResourceType"), resource.text("PhysicalResourceId"))));
    return made;
  }

  private Xml described() throws IOException, InterruptedException {
    return account.stacks("DescribeStacks", "StackName", name).one("//Stacks/member");
  }

  private void call(String action, String template, Map<String, String> parameters, String... more)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("StackName", name, "TemplateBody", template));
    words.addAll(List.of("Capabilities.member.1", "CAPABILITY_IAM"));
    int number = 1;
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      String member = "Parameters.member." + number++;
      words.addAll(List.of(member + ".ParameterKey", parameter.getKey()));
      words.addAll(List.of(member + ".ParameterValue", parameter.getValue()));
    }
    words.addAll(Arrays.asList(more));
    account.stacks(action, words.toArray(String[]::new));
  }
}

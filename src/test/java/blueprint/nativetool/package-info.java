/**
 * The native tools that the generated files are handed to in tests: where they are, how one is run,
 * a local AWS, Terraform against it. That harness knows nothing of blueprints; the tests beside it
 * hand the tools what was generated.
 */
package blueprint.nativetool;

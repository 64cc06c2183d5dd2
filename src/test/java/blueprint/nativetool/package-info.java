/**
 * The native tools that the generated files are handed to in tests: where they are, how one is run,
 * a local AWS, Terraform against it. Knows nothing of blueprints.
 */
package blueprint.nativetool;

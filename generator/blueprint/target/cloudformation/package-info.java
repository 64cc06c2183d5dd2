/**
 * Emits CloudFormation: from the plan to a model of the template, through aws-cdk-lib's L1 layer,
 * to YAML. Knows the plan, not where it comes from, and no other target.
 */
@NullMarked
package blueprint.target.cloudformation;

import org.jspecify.annotations.NullMarked;

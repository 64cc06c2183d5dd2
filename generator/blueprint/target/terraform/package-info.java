/**
 * The plan as Terraform: {@code TerraformLowering} turns it into a model of the files, CDKTF's core
 * synthesises that, and it is written as formatted HCL. Every block is held against the AWS
 * provider's schema.
 *
 * <p>CDKTF is known to one script of this room, {@code cdktf.js}. The room knows neither where a
 * blueprint says something nor how problems are worded.
 */
@NullMarked
package blueprint.target.terraform;

import org.jspecify.annotations.NullMarked;

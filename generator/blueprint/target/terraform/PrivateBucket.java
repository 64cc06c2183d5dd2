package blueprint.target.terraform;

/**
 * What every bucket has beside itself: objects belong to the account, are encrypted, are never
 * public, and travel over TLS only.
 *
 * @param label that of the bucket and of all that belongs to it
 * @param path the place in the blueprint that asks for it
 */
record PrivateBucket(String label, String path) {

  /** After how many days an upload that broke off is removed. */
  private static final int UNFINISHED_DAYS = 7;

  /** An attribute of the bucket. */
  Expression.Code reference(String attribute) {
    return Expression.reference("aws_s3_bucket." + label + "." + attribute);
  }

  Block ownership() {
    return part("aws_s3_bucket_ownership_controls")
        .block("rule", Body.EMPTY.set("object_ownership", "BucketOwnerEnforced"));
  }

  Block publicAccess() {
    return part("aws_s3_bucket_public_access_block")
        .set("block_public_acls", true)
        .set("block_public_policy", true)
        .set("ignore_public_acls", true)
        .set("restrict_public_buckets", true);
  }

  Block encryption() {
    return part("aws_s3_bucket_server_side_encryption_configuration")
        .block(
            "rule",
            Body.EMPTY.block(
                "apply_server_side_encryption_by_default",
                Body.EMPTY.set("sse_algorithm", "AES256")));
  }

  /**
   * Objects go after some time.
   *
   * @param expiring the blocks of the rule that say when
   */
  Block lifecycle(Body expiring) {
    return part("aws_s3_bucket_lifecycle_configuration")
        .block(
            "rule",
            Body.EMPTY
                .set("id", "expire")
                .set("status", "Enabled")
                .block("filter", Body.EMPTY)
                .with(expiring)
                .block(
                    "abort_incomplete_multipart_upload",
                    Body.EMPTY.set("days_after_initiation", UNFINISHED_DAYS)));
  }

  /** Gives the bucket the policy document of its label. */
  Block policy() {
    return part("aws_s3_bucket_policy")
        .set("policy", Expression.reference("data.aws_iam_policy_document." + label + ".json"))
        .line()
        .note("S3 takes one change of a bucket's access at a time.")
        .set(
            "depends_on",
            Expression.list(
                Expression.reference("aws_s3_bucket_ownership_controls." + label),
                Expression.reference("aws_s3_bucket_public_access_block." + label)));
  }

  /** The statement by which nobody sends or fetches anything in clear. */
  Body encryptedOnly() {
    return Body.EMPTY
        .set("sid", "DenyPlainHttp")
        .set("effect", "Deny")
        .set("actions", Expression.list("s3:*"))
        .set(
            "resources",
            Expression.list(reference("arn"), Expression.template(reference("arn"), "/*")))
        .block("principals", principals("*", "*"))
        .block(
            "condition",
            Body.EMPTY
                .set("test", "Bool")
                .set("variable", "aws:SecureTransport")
                .set("values", Expression.list("false")));
  }

  static Body principals(String type, String identifier) {
    return Body.EMPTY.set("type", type).set("identifiers", Expression.list(identifier));
  }

  /** A block that is about the bucket. */
  Block part(String type) {
    return Block.resource(type, label).from(path).set("bucket", reference("id"));
  }
}

package blueprint.target.cloudformation;

import blueprint.target.cloudformation.Expression.Members;

/**
 * What every bucket has: objects belong to the account, are encrypted, are never public, and travel
 * over TLS only.
 */
final class PrivateBucket {

  /** After how many days an upload that broke off is removed. */
  private static final int UNFINISHED_DAYS = 7;

  private PrivateBucket() {}

  static Members encryption() {
    return Expression.object()
        .with(
            "ServerSideEncryptionConfiguration",
            Expression.list(
                Expression.object()
                    .with(
                        "ServerSideEncryptionByDefault",
                        Expression.object().with("SSEAlgorithm", "AES256"))));
  }

  /**
   * Objects go after some time.
   *
   * @param rule what says when
   */
  static Members lifecycle(Members rule) {
    Members whole = Expression.object().with("Id", "expire").with("Status", "Enabled");
    for (var member : rule.members().entrySet()) {
      whole = whole.with(member.getKey(), member.getValue());
    }
    return Expression.object()
        .with(
            "Rules",
            Expression.list(
                whole.with(
                    "AbortIncompleteMultipartUpload",
                    Expression.object().with("DaysAfterInitiation", UNFINISHED_DAYS))));
  }

  static Members ownership() {
    return Expression.object()
        .with(
            "Rules",
            Expression.list(Expression.object().with("ObjectOwnership", "BucketOwnerEnforced")));
  }

  static Members access() {
    return Expression.object()
        .with("BlockPublicAcls", true)
        .with("BlockPublicPolicy", true)
        .with("IgnorePublicAcls", true)
        .with("RestrictPublicBuckets", true);
  }

  /**
   * The statement by which nobody sends or fetches anything in clear.
   *
   * @param id the logical id of the bucket
   */
  static Members encryptedOnly(String id) {
    Expression arn = Expression.attribute(id, "Arn");
    return Expression.object()
        .with("Sid", "DenyPlainHttp")
        .with("Effect", "Deny")
        .with("Principal", "*")
        .with("Action", "s3:*")
        .with("Resource", Expression.list(arn, Expression.sub(arn, "/*")))
        .with(
            "Condition",
            Expression.object()
                .with("Bool", Expression.object().with("aws:SecureTransport", "false")));
  }
}

"""Completes moto's CloudFormation, so that a template is created as it is written.

Python imports a module of this name before it runs a program. The services of moto 5.2.1 can do
more than its CloudFormation asks of them: it passes on few properties of a database, leaves out
rules of security groups, attributes, policies and tags, and skips certificates and secrets. Here
they are asked for what the template says, under AWS's names; what they then do is theirs.
"""

import json

from botocore import xform_name
from botocore.session import get_session
from moto.acm.models import acm_backends
from moto.cloudformation.models import ChangeSet
from moto.cloudformation.responses import CloudFormationResponse
from moto.core.common_models import CloudFormationModel
from moto.core.responses import ActionResult
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.table import Table
from moto.ec2.models import ec2_backends
from moto.ec2.models.elastic_ip_addresses import ElasticAddress
from moto.ec2.models.internet_gateways import InternetGateway
from moto.ec2.models.nat_gateways import NatGateway
from moto.ec2.models.route_tables import RouteTable
from moto.ec2.models.security_groups import SecurityGroup, SecurityGroupIngress
from moto.ec2.models.subnets import Subnet, SubnetRouteTableAssociation
from moto.ec2.models.vpcs import VPCEndPoint
from moto.elbv2.models import FakeLoadBalancer, FakeTargetGroup, elbv2_backends
from moto.iam.models import Role, iam_backends
from moto.logs.models import LogGroup
from moto.rds.models import DBInstance, DBParameterGroup, DBSubnetGroup, rds_backends
from moto.route53 import models as route53
from moto.secretsmanager.models import secretsmanager_backends

RDS = get_session().get_service_model("rds")
ARGUMENTS = RDS.operation_model("CreateDBInstance").input_shape.members
CLUSTER_ARGUMENTS = RDS.operation_model("CreateDBCluster").input_shape.members
OTHER_NAMES = {"VPCSecurityGroups": "VpcSecurityGroupIds"}


class Made:
    """What has been made, and needs only its id."""

    def __init__(self, physical_resource_id):
        self.physical_resource_id = physical_resource_id

    def is_created(self):
        return True


def database(name, properties, account, region):
    arguments = {"db_instance_identifier": name}
    for key, value in properties.items():
        key = OTHER_NAMES.get(key, key)
        if key in ARGUMENTS:
            is_number = ARGUMENTS[key].type_name == "integer"
            arguments[xform_name(key)] = int(value) if is_number else value
    return rds_backends[account][region].create_db_instance(arguments)


class Cluster(Made):
    """A cluster of databases, with what a template may ask of it."""

    def __init__(self, made):
        super().__init__(made.db_cluster_identifier)
        self.values = {
            "Endpoint.Address": made.endpoint,
            "Endpoint.Port": str(made.port),
            "MasterUserSecret.SecretArn": made.master_user_secret.secret_arn,
        }

    def has_cfn_attr(self, asked):
        return asked in self.values

    def get_cfn_attribute(self, asked):
        return self.values[asked]


def cluster(name, properties, account, region):
    arguments = {"db_cluster_identifier": name}
    for key, value in properties.items():
        if key in CLUSTER_ARGUMENTS:
            is_number = CLUSTER_ARGUMENTS[key].type_name == "integer"
            arguments[xform_name(key)] = int(value) if is_number else value
    return Cluster(rds_backends[account][region].create_db_cluster(arguments))


def cluster_parameters(name, properties, account, region):
    """The only one without a name of its own: moto would keep it under an empty one."""
    backend = rds_backends[account][region]
    name = f"parameters-{name}".lower()
    backend.create_db_cluster_parameter_group(
        name, properties["Family"], properties["Description"], properties["Tags"]
    )
    parameters = properties["Parameters"].items()
    backend.modify_db_cluster_parameter_group(
        name, [{"ParameterName": key, "ParameterValue": value} for key, value in parameters]
    )
    return Made(name)


def ingress(name, properties, account, region):
    authorize = ec2_backends[account][region].authorize_security_group_ingress
    rules, _ = authorize(properties["GroupId"], **rule(properties, "SourceSecurityGroupId"))
    return Made(rules[0].id)


def egress(name, properties, account, region):
    authorize = ec2_backends[account][region].authorize_security_group_egress
    rules, _ = authorize(properties["GroupId"], **rule(properties, "DestinationSecurityGroupId"))
    return Made(rules[0].id)


def rule(properties, peer):
    described = {"Description": properties["Description"]}
    cidr = properties.get("CidrIp")
    return {
        "ip_protocol": properties["IpProtocol"],
        "from_port": properties.get("FromPort"),
        "to_port": properties.get("ToPort"),
        "ip_ranges": [{"CidrIp": cidr, **described}] if cidr else [],
        "source_groups": [] if cidr else [{"GroupId": properties[peer], **described}],
    }


def security_group(name, properties, account, region):
    """A group, in which the rules that are written take the place of the one for all ways out."""
    backend = ec2_backends[account][region]
    group = backend.create_security_group(
        name,
        properties["GroupDescription"],
        properties["VpcId"],
        tags=pairs(properties["Tags"]),
    )
    backend.revoke_security_group_egress(group.id, "-1", None, None, [{"CidrIp": "0.0.0.0/0"}])
    for written in properties["SecurityGroupEgress"]:
        egress(name, {"GroupId": group.id, **written}, account, region)
    return group


def certificate(name, properties, account, region):
    request = acm_backends[account][region].request_certificate
    return Made(request(properties["DomainName"], None, [], properties["Tags"]))


def secret(name, properties, account, region):
    backend = secretsmanager_backends[account][region]
    wanted = {xform_name(key): value for key, value in properties["GenerateSecretString"].items()}
    answer = backend.get_random_password(**{**ANY_CHARACTERS, **wanted})
    backend.create_secret(
        name=name,
        secret_string=json.loads(answer)["RandomPassword"],
        secret_binary=None,
        description=properties["Description"],
        tags=properties["Tags"],
        kms_key_id=None,
        client_request_token=None,
        replica_regions=[],
        force_overwrite=False,
    )
    return Made(backend.describe_secret(name).arn)


def role(name, properties, account, region):
    backend = iam_backends[account]["aws"]
    made = backend.create_role(
        role_name=name,
        assume_role_policy_document=json.dumps(properties["AssumeRolePolicyDocument"]),
        path="/",
        permissions_boundary=None,
        description=properties["Description"],
        tags=properties["Tags"],
        max_session_duration=3600,
    )
    for arn in properties.get("ManagedPolicyArns", []):
        backend.attach_role_policy(arn, name)
    for policy in properties["Policies"]:
        backend.put_role_policy(name, policy["PolicyName"], json.dumps(policy["PolicyDocument"]))
    return made


def load_balancer_more(made, properties, account, region):
    backend = elbv2_backends[account][region]
    backend.modify_load_balancer_attributes(made.arn, pairs(properties["LoadBalancerAttributes"]))
    backend.add_tags([made.arn], properties["Tags"])


def target_group_more(made, properties, account, region):
    backend = elbv2_backends[account][region]
    backend.modify_target_group_attributes(made.arn, pairs(properties["TargetGroupAttributes"]))
    backend.add_tags([made.arn], properties["Tags"])


def association(name, properties, account, region):
    associate = ec2_backends[account][region].associate_route_table
    return Made(associate(properties["RouteTableId"], subnet_id=properties["SubnetId"]))


def subnet_more(made, properties, account, region):
    """Public addresses are not given unless asked for."""
    public = str(properties.get("MapPublicIpOnLaunch", False)).lower()
    modify = ec2_backends[account][region].modify_subnet_attribute
    modify(made.id, "map_public_ip_on_launch", public)


def table_more(made, properties, account, region):
    backend = dynamodb_backends[account][region]
    backend.update_time_to_live(made.name, properties["TimeToLiveSpecification"])


def ec2_tags(made, properties, account, region):
    ec2_backends[account][region].create_tags([ec2_id(made)], pairs(properties["Tags"]))


def ec2_id(made):
    """An address is called by its IP address in a template, and by this elsewhere."""
    return getattr(made, "allocation_id", None) or made.physical_resource_id


def pairs(items):
    return {item["Key"]: item["Value"] for item in items}


ANY_CHARACTERS = {
    "exclude_characters": "",
    "exclude_numbers": False,
    "exclude_punctuation": False,
    "exclude_uppercase": False,
    "exclude_lowercase": False,
    "include_space": False,
    "require_each_included_type": True,
}


def creating(create):
    """A function above as moto calls it."""

    def create_from_cloudformation_json(
        cls, resource_name, cloudformation_json, account_id, region_name, **_
    ):
        return create(resource_name, cloudformation_json["Properties"], account_id, region_name)

    return classmethod(create_from_cloudformation_json)


def adding(owner, add):
    """What a function above does after moto has made something."""
    known = owner.create_from_cloudformation_json.__func__

    def create_from_cloudformation_json(
        cls, resource_name, cloudformation_json, account_id, region_name, **more
    ):
        made = known(cls, resource_name, cloudformation_json, account_id, region_name, **more)
        add(made, cloudformation_json["Properties"], account_id, region_name)
        return made

    owner.create_from_cloudformation_json = classmethod(create_from_cloudformation_json)


def kind(aws_type, named_by, create):
    """A type of resource that moto would skip."""
    members = {
        "__module__": "moto.completed",
        "cloudformation_type": staticmethod(lambda: aws_type),
        "cloudformation_name_type": staticmethod(lambda: named_by),
        "create_from_cloudformation_json": creating(create),
    }
    return type(create.__name__, (CloudFormationModel,), members)


def attribute(owner, name, read):
    """An attribute that moto would not know."""
    has, get = owner.has_cfn_attr, owner.get_cfn_attribute
    owner.has_cfn_attr = classmethod(lambda cls, asked: asked == name or has(asked))
    owner.get_cfn_attribute = lambda self, asked: read(self) if asked == name else get(self, asked)


def update_termination_protection(self):
    stack = self.cloudformation_backend.get_stack(self._get_param("StackName"))
    stack.enable_termination_protection = self._get_bool_param("EnableTerminationProtection")
    return ActionResult({"StackId": stack.stack_id})


def execute(self):
    known_execute(self)
    self.stack.template_dict = self.template_dict
    self.stack.output_map = self.stack._create_output_map()


known_execute = ChangeSet.apply
ChangeSet.apply = execute
CloudFormationResponse.update_termination_protection = update_termination_protection
DBInstance.create_from_cloudformation_json = creating(database)
SecurityGroup.create_from_cloudformation_json = creating(security_group)
SecurityGroupIngress.create_from_cloudformation_json = creating(ingress)
SubnetRouteTableAssociation.create_from_cloudformation_json = creating(association)
Role.create_from_cloudformation_json = creating(role)
adding(FakeLoadBalancer, load_balancer_more)
adding(FakeTargetGroup, target_group_more)
adding(Subnet, subnet_more)
adding(Table, table_more)
for tagged in (ElasticAddress, InternetGateway, NatGateway, RouteTable, VPCEndPoint):
    adding(tagged, ec2_tags)
KINDS = [
    kind("AWS::EC2::SecurityGroupEgress", "", egress),
    kind("AWS::CertificateManager::Certificate", "", certificate),
    kind("AWS::SecretsManager::Secret", "Name", secret),
    kind("AWS::RDS::DBCluster", "DBClusterIdentifier", cluster),
    kind("AWS::RDS::DBClusterParameterGroup", "", cluster_parameters),
]
for named in (DBParameterGroup, DBSubnetGroup):
    named.physical_resource_id = property(lambda self: self.name)
attribute(DBInstance, "MasterUserSecret.SecretArn", lambda db: db.master_user_secret.secret_arn)
attribute(FakeLoadBalancer, "CanonicalHostedZoneID", lambda lb: lb.canonical_hosted_zone_id)
attribute(LogGroup, "Arn", lambda group: group.arn + ":*")

known_id = route53.create_route53_zone_id
route53.create_route53_zone_id = lambda **asked: "Z" + known_id(**asked)[1:]

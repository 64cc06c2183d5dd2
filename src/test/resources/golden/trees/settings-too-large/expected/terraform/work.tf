# tiers.work
resource "aws_security_group" "work" {
  name_prefix = "tiny-work-"
  description = "tiny work machines"
  vpc_id      = aws_vpc.main.id

  tags = { Name = "tiny-work" }

  lifecycle {
    create_before_destroy = true
  }
}

# tiers.work: AWS APIs and HTTPS services; packages came with the image, so there is no port 80.
# Amazon's DNS and time servers are reached whatever a security group says.
resource "aws_vpc_security_group_egress_rule" "work_to_internet_443" {
  security_group_id = aws_security_group.work.id
  description       = "work to internet"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443

  tags = { Name = "work to internet" }
}

# images.base: the name ends in a digest of the recipe, so a changed recipe is another image
data "aws_ami" "base" {
  count = var.base_image_id == null ? 1 : 0

  owners = ["self"]

  filter {
    name   = "name"
    values = ["base-d03a8253b184"]
  }

  filter {
    name   = "state"
    values = ["available"]
  }
}

# tiers.work.image
locals {
  base_image_id = coalesce(var.base_image_id, one(data.aws_ami.base[*].id))
}

# tiers.work.settings: too large for user data, so parameters hold equal parts of it.
# How many is fixed, as Terraform has to know it before the values in it are known.
locals {
  work_settings = jsonencode({
    entry_000 = "value 000 value 000 value 000 value 000 value 000 value 000 value 000 value 000 value 000 value 000 value 000 value 000 "
    entry_001 = "value 001 value 001 value 001 value 001 value 001 value 001 value 001 value 001 value 001 value 001 value 001 value 001 "
    entry_002 = "value 002 value 002 value 002 value 002 value 002 value 002 value 002 value 002 value 002 value 002 value 002 value 002 "
    entry_003 = "value 003 value 003 value 003 value 003 value 003 value 003 value 003 value 003 value 003 value 003 value 003 value 003 "
    entry_004 = "value 004 value 004 value 004 value 004 value 004 value 004 value 004 value 004 value 004 value 004 value 004 value 004 "
    entry_005 = "value 005 value 005 value 005 value 005 value 005 value 005 value 005 value 005 value 005 value 005 value 005 value 005 "
    entry_006 = "value 006 value 006 value 006 value 006 value 006 value 006 value 006 value 006 value 006 value 006 value 006 value 006 "
    entry_007 = "value 007 value 007 value 007 value 007 value 007 value 007 value 007 value 007 value 007 value 007 value 007 value 007 "
    entry_008 = "value 008 value 008 value 008 value 008 value 008 value 008 value 008 value 008 value 008 value 008 value 008 value 008 "
    entry_009 = "value 009 value 009 value 009 value 009 value 009 value 009 value 009 value 009 value 009 value 009 value 009 value 009 "
    entry_010 = "value 010 value 010 value 010 value 010 value 010 value 010 value 010 value 010 value 010 value 010 value 010 value 010 "
    entry_011 = "value 011 value 011 value 011 value 011 value 011 value 011 value 011 value 011 value 011 value 011 value 011 value 011 "
    entry_012 = "value 012 value 012 value 012 value 012 value 012 value 012 value 012 value 012 value 012 value 012 value 012 value 012 "
    entry_013 = "value 013 value 013 value 013 value 013 value 013 value 013 value 013 value 013 value 013 value 013 value 013 value 013 "
    entry_014 = "value 014 value 014 value 014 value 014 value 014 value 014 value 014 value 014 value 014 value 014 value 014 value 014 "
    entry_015 = "value 015 value 015 value 015 value 015 value 015 value 015 value 015 value 015 value 015 value 015 value 015 value 015 "
    entry_016 = "value 016 value 016 value 016 value 016 value 016 value 016 value 016 value 016 value 016 value 016 value 016 value 016 "
    entry_017 = "value 017 value 017 value 017 value 017 value 017 value 017 value 017 value 017 value 017 value 017 value 017 value 017 "
    entry_018 = "value 018 value 018 value 018 value 018 value 018 value 018 value 018 value 018 value 018 value 018 value 018 value 018 "
    entry_019 = "value 019 value 019 value 019 value 019 value 019 value 019 value 019 value 019 value 019 value 019 value 019 value 019 "
    entry_020 = "value 020 value 020 value 020 value 020 value 020 value 020 value 020 value 020 value 020 value 020 value 020 value 020 "
    entry_021 = "value 021 value 021 value 021 value 021 value 021 value 021 value 021 value 021 value 021 value 021 value 021 value 021 "
    entry_022 = "value 022 value 022 value 022 value 022 value 022 value 022 value 022 value 022 value 022 value 022 value 022 value 022 "
    entry_023 = "value 023 value 023 value 023 value 023 value 023 value 023 value 023 value 023 value 023 value 023 value 023 value 023 "
    entry_024 = "value 024 value 024 value 024 value 024 value 024 value 024 value 024 value 024 value 024 value 024 value 024 value 024 "
    entry_025 = "value 025 value 025 value 025 value 025 value 025 value 025 value 025 value 025 value 025 value 025 value 025 value 025 "
    entry_026 = "value 026 value 026 value 026 value 026 value 026 value 026 value 026 value 026 value 026 value 026 value 026 value 026 "
    entry_027 = "value 027 value 027 value 027 value 027 value 027 value 027 value 027 value 027 value 027 value 027 value 027 value 027 "
    entry_028 = "value 028 value 028 value 028 value 028 value 028 value 028 value 028 value 028 value 028 value 028 value 028 value 028 "
    entry_029 = "value 029 value 029 value 029 value 029 value 029 value 029 value 029 value 029 value 029 value 029 value 029 value 029 "
    entry_030 = "value 030 value 030 value 030 value 030 value 030 value 030 value 030 value 030 value 030 value 030 value 030 value 030 "
    entry_031 = "value 031 value 031 value 031 value 031 value 031 value 031 value 031 value 031 value 031 value 031 value 031 value 031 "
    entry_032 = "value 032 value 032 value 032 value 032 value 032 value 032 value 032 value 032 value 032 value 032 value 032 value 032 "
    entry_033 = "value 033 value 033 value 033 value 033 value 033 value 033 value 033 value 033 value 033 value 033 value 033 value 033 "
    entry_034 = "value 034 value 034 value 034 value 034 value 034 value 034 value 034 value 034 value 034 value 034 value 034 value 034 "
    entry_035 = "value 035 value 035 value 035 value 035 value 035 value 035 value 035 value 035 value 035 value 035 value 035 value 035 "
    entry_036 = "value 036 value 036 value 036 value 036 value 036 value 036 value 036 value 036 value 036 value 036 value 036 value 036 "
    entry_037 = "value 037 value 037 value 037 value 037 value 037 value 037 value 037 value 037 value 037 value 037 value 037 value 037 "
    entry_038 = "value 038 value 038 value 038 value 038 value 038 value 038 value 038 value 038 value 038 value 038 value 038 value 038 "
    entry_039 = "value 039 value 039 value 039 value 039 value 039 value 039 value 039 value 039 value 039 value 039 value 039 value 039 "
    entry_040 = "value 040 value 040 value 040 value 040 value 040 value 040 value 040 value 040 value 040 value 040 value 040 value 040 "
    entry_041 = "value 041 value 041 value 041 value 041 value 041 value 041 value 041 value 041 value 041 value 041 value 041 value 041 "
    entry_042 = "value 042 value 042 value 042 value 042 value 042 value 042 value 042 value 042 value 042 value 042 value 042 value 042 "
    entry_043 = "value 043 value 043 value 043 value 043 value 043 value 043 value 043 value 043 value 043 value 043 value 043 value 043 "
    entry_044 = "value 044 value 044 value 044 value 044 value 044 value 044 value 044 value 044 value 044 value 044 value 044 value 044 "
    entry_045 = "value 045 value 045 value 045 value 045 value 045 value 045 value 045 value 045 value 045 value 045 value 045 value 045 "
    entry_046 = "value 046 value 046 value 046 value 046 value 046 value 046 value 046 value 046 value 046 value 046 value 046 value 046 "
    entry_047 = "value 047 value 047 value 047 value 047 value 047 value 047 value 047 value 047 value 047 value 047 value 047 value 047 "
    entry_048 = "value 048 value 048 value 048 value 048 value 048 value 048 value 048 value 048 value 048 value 048 value 048 value 048 "
    entry_049 = "value 049 value 049 value 049 value 049 value 049 value 049 value 049 value 049 value 049 value 049 value 049 value 049 "
    entry_050 = "value 050 value 050 value 050 value 050 value 050 value 050 value 050 value 050 value 050 value 050 value 050 value 050 "
    entry_051 = "value 051 value 051 value 051 value 051 value 051 value 051 value 051 value 051 value 051 value 051 value 051 value 051 "
    entry_052 = "value 052 value 052 value 052 value 052 value 052 value 052 value 052 value 052 value 052 value 052 value 052 value 052 "
    entry_053 = "value 053 value 053 value 053 value 053 value 053 value 053 value 053 value 053 value 053 value 053 value 053 value 053 "
    entry_054 = "value 054 value 054 value 054 value 054 value 054 value 054 value 054 value 054 value 054 value 054 value 054 value 054 "
    entry_055 = "value 055 value 055 value 055 value 055 value 055 value 055 value 055 value 055 value 055 value 055 value 055 value 055 "
    entry_056 = "value 056 value 056 value 056 value 056 value 056 value 056 value 056 value 056 value 056 value 056 value 056 value 056 "
    entry_057 = "value 057 value 057 value 057 value 057 value 057 value 057 value 057 value 057 value 057 value 057 value 057 value 057 "
    entry_058 = "value 058 value 058 value 058 value 058 value 058 value 058 value 058 value 058 value 058 value 058 value 058 value 058 "
    entry_059 = "value 059 value 059 value 059 value 059 value 059 value 059 value 059 value 059 value 059 value 059 value 059 value 059 "
    entry_060 = "value 060 value 060 value 060 value 060 value 060 value 060 value 060 value 060 value 060 value 060 value 060 value 060 "
    entry_061 = "value 061 value 061 value 061 value 061 value 061 value 061 value 061 value 061 value 061 value 061 value 061 value 061 "
    entry_062 = "value 062 value 062 value 062 value 062 value 062 value 062 value 062 value 062 value 062 value 062 value 062 value 062 "
    entry_063 = "value 063 value 063 value 063 value 063 value 063 value 063 value 063 value 063 value 063 value 063 value 063 value 063 "
    entry_064 = "value 064 value 064 value 064 value 064 value 064 value 064 value 064 value 064 value 064 value 064 value 064 value 064 "
    entry_065 = "value 065 value 065 value 065 value 065 value 065 value 065 value 065 value 065 value 065 value 065 value 065 value 065 "
    entry_066 = "value 066 value 066 value 066 value 066 value 066 value 066 value 066 value 066 value 066 value 066 value 066 value 066 "
    entry_067 = "value 067 value 067 value 067 value 067 value 067 value 067 value 067 value 067 value 067 value 067 value 067 value 067 "
    entry_068 = "value 068 value 068 value 068 value 068 value 068 value 068 value 068 value 068 value 068 value 068 value 068 value 068 "
    entry_069 = "value 069 value 069 value 069 value 069 value 069 value 069 value 069 value 069 value 069 value 069 value 069 value 069 "
    entry_070 = "value 070 value 070 value 070 value 070 value 070 value 070 value 070 value 070 value 070 value 070 value 070 value 070 "
    entry_071 = "value 071 value 071 value 071 value 071 value 071 value 071 value 071 value 071 value 071 value 071 value 071 value 071 "
    entry_072 = "value 072 value 072 value 072 value 072 value 072 value 072 value 072 value 072 value 072 value 072 value 072 value 072 "
    entry_073 = "value 073 value 073 value 073 value 073 value 073 value 073 value 073 value 073 value 073 value 073 value 073 value 073 "
    entry_074 = "value 074 value 074 value 074 value 074 value 074 value 074 value 074 value 074 value 074 value 074 value 074 value 074 "
    entry_075 = "value 075 value 075 value 075 value 075 value 075 value 075 value 075 value 075 value 075 value 075 value 075 value 075 "
    entry_076 = "value 076 value 076 value 076 value 076 value 076 value 076 value 076 value 076 value 076 value 076 value 076 value 076 "
    entry_077 = "value 077 value 077 value 077 value 077 value 077 value 077 value 077 value 077 value 077 value 077 value 077 value 077 "
    entry_078 = "value 078 value 078 value 078 value 078 value 078 value 078 value 078 value 078 value 078 value 078 value 078 value 078 "
    entry_079 = "value 079 value 079 value 079 value 079 value 079 value 079 value 079 value 079 value 079 value 079 value 079 value 079 "
    entry_080 = "value 080 value 080 value 080 value 080 value 080 value 080 value 080 value 080 value 080 value 080 value 080 value 080 "
    entry_081 = "value 081 value 081 value 081 value 081 value 081 value 081 value 081 value 081 value 081 value 081 value 081 value 081 "
    entry_082 = "value 082 value 082 value 082 value 082 value 082 value 082 value 082 value 082 value 082 value 082 value 082 value 082 "
    entry_083 = "value 083 value 083 value 083 value 083 value 083 value 083 value 083 value 083 value 083 value 083 value 083 value 083 "
    entry_084 = "value 084 value 084 value 084 value 084 value 084 value 084 value 084 value 084 value 084 value 084 value 084 value 084 "
    entry_085 = "value 085 value 085 value 085 value 085 value 085 value 085 value 085 value 085 value 085 value 085 value 085 value 085 "
    entry_086 = "value 086 value 086 value 086 value 086 value 086 value 086 value 086 value 086 value 086 value 086 value 086 value 086 "
    entry_087 = "value 087 value 087 value 087 value 087 value 087 value 087 value 087 value 087 value 087 value 087 value 087 value 087 "
    entry_088 = "value 088 value 088 value 088 value 088 value 088 value 088 value 088 value 088 value 088 value 088 value 088 value 088 "
    entry_089 = "value 089 value 089 value 089 value 089 value 089 value 089 value 089 value 089 value 089 value 089 value 089 value 089 "
    entry_090 = "value 090 value 090 value 090 value 090 value 090 value 090 value 090 value 090 value 090 value 090 value 090 value 090 "
    entry_091 = "value 091 value 091 value 091 value 091 value 091 value 091 value 091 value 091 value 091 value 091 value 091 value 091 "
    entry_092 = "value 092 value 092 value 092 value 092 value 092 value 092 value 092 value 092 value 092 value 092 value 092 value 092 "
    entry_093 = "value 093 value 093 value 093 value 093 value 093 value 093 value 093 value 093 value 093 value 093 value 093 value 093 "
    entry_094 = "value 094 value 094 value 094 value 094 value 094 value 094 value 094 value 094 value 094 value 094 value 094 value 094 "
    entry_095 = "value 095 value 095 value 095 value 095 value 095 value 095 value 095 value 095 value 095 value 095 value 095 value 095 "
    entry_096 = "value 096 value 096 value 096 value 096 value 096 value 096 value 096 value 096 value 096 value 096 value 096 value 096 "
    entry_097 = "value 097 value 097 value 097 value 097 value 097 value 097 value 097 value 097 value 097 value 097 value 097 value 097 "
    entry_098 = "value 098 value 098 value 098 value 098 value 098 value 098 value 098 value 098 value 098 value 098 value 098 value 098 "
    entry_099 = "value 099 value 099 value 099 value 099 value 099 value 099 value 099 value 099 value 099 value 099 value 099 value 099 "
    entry_100 = "value 100 value 100 value 100 value 100 value 100 value 100 value 100 value 100 value 100 value 100 value 100 value 100 "
    entry_101 = "value 101 value 101 value 101 value 101 value 101 value 101 value 101 value 101 value 101 value 101 value 101 value 101 "
    entry_102 = "value 102 value 102 value 102 value 102 value 102 value 102 value 102 value 102 value 102 value 102 value 102 value 102 "
    entry_103 = "value 103 value 103 value 103 value 103 value 103 value 103 value 103 value 103 value 103 value 103 value 103 value 103 "
    entry_104 = "value 104 value 104 value 104 value 104 value 104 value 104 value 104 value 104 value 104 value 104 value 104 value 104 "
    entry_105 = "value 105 value 105 value 105 value 105 value 105 value 105 value 105 value 105 value 105 value 105 value 105 value 105 "
    entry_106 = "value 106 value 106 value 106 value 106 value 106 value 106 value 106 value 106 value 106 value 106 value 106 value 106 "
    entry_107 = "value 107 value 107 value 107 value 107 value 107 value 107 value 107 value 107 value 107 value 107 value 107 value 107 "
    entry_108 = "value 108 value 108 value 108 value 108 value 108 value 108 value 108 value 108 value 108 value 108 value 108 value 108 "
    entry_109 = "value 109 value 109 value 109 value 109 value 109 value 109 value 109 value 109 value 109 value 109 value 109 value 109 "
    entry_110 = "value 110 value 110 value 110 value 110 value 110 value 110 value 110 value 110 value 110 value 110 value 110 value 110 "
    entry_111 = "value 111 value 111 value 111 value 111 value 111 value 111 value 111 value 111 value 111 value 111 value 111 value 111 "
    entry_112 = "value 112 value 112 value 112 value 112 value 112 value 112 value 112 value 112 value 112 value 112 value 112 value 112 "
    entry_113 = "value 113 value 113 value 113 value 113 value 113 value 113 value 113 value 113 value 113 value 113 value 113 value 113 "
    entry_114 = "value 114 value 114 value 114 value 114 value 114 value 114 value 114 value 114 value 114 value 114 value 114 value 114 "
    entry_115 = "value 115 value 115 value 115 value 115 value 115 value 115 value 115 value 115 value 115 value 115 value 115 value 115 "
    entry_116 = "value 116 value 116 value 116 value 116 value 116 value 116 value 116 value 116 value 116 value 116 value 116 value 116 "
    entry_117 = "value 117 value 117 value 117 value 117 value 117 value 117 value 117 value 117 value 117 value 117 value 117 value 117 "
    entry_118 = "value 118 value 118 value 118 value 118 value 118 value 118 value 118 value 118 value 118 value 118 value 118 value 118 "
    entry_119 = "value 119 value 119 value 119 value 119 value 119 value 119 value 119 value 119 value 119 value 119 value 119 value 119 "
  })
  work_settings_length = ceil(length(local.work_settings) / 16)
}

# tiers.work.settings
resource "aws_ssm_parameter" "work_settings" {
  #checkov:skip=CKV2_AWS_34:it holds no secret: the machines fill those in themselves
  #checkov:skip=CKV_AWS_337:it holds no secret: the machines fill those in themselves
  count = 16

  name  = "/tiny/work/settings/${count.index}"
  type  = "String"
  value = substr(local.work_settings, count.index * local.work_settings_length, local.work_settings_length)
}

# tiers.work.settings, tiers.work.services: what a machine learns at boot. Secrets go by ARN only.
locals {
  work_values = {
    stack  = "tiny"
    tier   = "work"
    region = local.region
    group  = "shop"
    roles  = ["app"]
    logs   = { group = aws_cloudwatch_log_group.work.name }
    settings = {
      file       = "/srv/shop/settings.json"
      parameters = aws_ssm_parameter.work_settings[*].name
      secrets    = []
    }
  }
}

# tiers.work
resource "aws_launch_template" "work" {
  name                   = "tiny-work"
  description            = "tiny work machines"
  update_default_version = true

  image_id               = local.base_image_id
  instance_type          = "t3.small"
  vpc_security_group_ids = [aws_security_group.work.id]
  user_data = base64encode(templatefile("${path.module}/files/work-user-data.yaml", {
    values = jsonencode(local.work_values)
  }))

  iam_instance_profile {
    arn = aws_iam_instance_profile.work.arn
  }

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  monitoring {
    enabled = true
  }

  # The image's first disk.
  block_device_mappings {
    device_name = "/dev/sda1"

    ebs {
      volume_type           = "gp3"
      volume_size           = 16
      encrypted             = true
      delete_on_termination = true
    }
  }

  # The provider's default tags do not reach what the autoscaling group starts.
  tag_specifications {
    resource_type = "instance"
    tags          = merge(local.tags, { Name = "tiny-work" })
  }

  tag_specifications {
    resource_type = "volume"
    tags          = merge(local.tags, { Name = "tiny-work" })
  }

  tag_specifications {
    resource_type = "network-interface"
    tags          = merge(local.tags, { Name = "tiny-work" })
  }

  tags = { Name = "tiny-work" }
}

# tiers.work.scale: the desired capacity is left to AWS, so that an apply never undoes scaling
resource "aws_autoscaling_group" "work" {
  name                = "tiny-work"
  min_size            = 1
  max_size            = 1
  vpc_zone_identifier = [for subnet in aws_subnet.work : subnet.id]

  health_check_type         = "EC2"
  health_check_grace_period = 300
  wait_for_capacity_timeout = "15m"
  termination_policies      = ["OldestLaunchTemplate", "Default"]
  enabled_metrics           = ["GroupDesiredCapacity", "GroupInServiceInstances", "GroupTotalInstances"]

  launch_template {
    id      = aws_launch_template.work.id
    version = aws_launch_template.work.latest_version
  }

  # A new machine is healthy before an old one goes, also when the group has one machine only.
  instance_maintenance_policy {
    min_healthy_percentage = 100
    max_healthy_percentage = 200
  }

  # A new launch template version replaces the machines; if the new ones stay
  # unhealthy, the old version comes back.
  instance_refresh {
    strategy = "Rolling"

    preferences {
      min_healthy_percentage = 100
      max_healthy_percentage = 200
      auto_rollback          = true
      skip_matching          = true
    }
  }

  tag {
    key                 = "Name"
    value               = "tiny-work"
    propagate_at_launch = true
  }

  tag {
    key                 = "Stack"
    value               = "tiny"
    propagate_at_launch = true
  }

  # What a machine needs at its first boot, and the load balancer to find it healthy.
  depends_on = [
    aws_iam_role_policy.work,
    aws_route.work_internet,
    aws_route_table_association.work,
    aws_vpc_endpoint.s3,
    aws_vpc_security_group_egress_rule.work_to_internet_443,
  ]
}

# tiers.work.services: their journal
resource "aws_cloudwatch_log_group" "work" {
  #checkov:skip=CKV_AWS_158:encrypted with the key CloudWatch Logs owns
  #checkov:skip=CKV_AWS_338:30 days are enough to look into an incident; `logs` changes it
  name              = "/tiny/work"
  retention_in_days = 30
}

# tiers.work
resource "aws_iam_role" "work" {
  name_prefix        = "tiny-work-"
  description        = "tiny work machines"
  assume_role_policy = data.aws_iam_policy_document.work_assume.json
}

# tiers.work
data "aws_iam_policy_document" "work_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

# tiers.work
resource "aws_iam_role_policy" "work" {
  name   = "run-work"
  role   = aws_iam_role.work.id
  policy = data.aws_iam_policy_document.work.json
}

# tiers.work
data "aws_iam_policy_document" "work" {
  # tiers.work.settings, tiers.work.env: the parameters that they name
  statement {
    sid       = "ReadParameters"
    actions   = ["ssm:GetParameter"]
    resources = ["arn:aws:ssm:eu-north-1:${data.aws_caller_identity.current.account_id}:parameter/tiny/work/settings/*"]
  }

  # tiers.work.services: their journal
  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.work.arn}:*"]
  }
}

# tiers.work: a shell through Session Manager, with no SSH port and no key pair
resource "aws_iam_role_policy_attachment" "work_session_manager" {
  role       = aws_iam_role.work.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

# tiers.work
resource "aws_iam_instance_profile" "work" {
  name_prefix = "tiny-work-"
  role        = aws_iam_role.work.name
}

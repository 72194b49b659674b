import { PlainCell as PlainCell_cae27a7de6e522a6865ec0f4d710fc6a } from '../../../admin/cells'
import { InstantCell as InstantCell_28309ddcbe5cc676f0f2516b01988c51 } from '../../../admin/site/InstantCell'
import { InstantReadout as InstantReadout_0fef14ff0f7044784f492fdcb918944b } from '../../../admin/site/Readouts'
import { BayCell as BayCell_311cb6c96b743c5636afa48d7fa1507f } from '../../../admin/bays/Bay'
import { BayReadout as BayReadout_311cb6c96b743c5636afa48d7fa1507f } from '../../../admin/bays/Bay'
import { PlateCell as PlateCell_cae27a7de6e522a6865ec0f4d710fc6a } from '../../../admin/cells'
import { JsonField as JsonField_3c77b1ebab96757e2d3fa09f3bccb8d8 } from '../../../admin/JsonField'
import { MoneyCell as MoneyCell_63dd2d922be9d0ff32d2de19810956ff } from '../../../admin/money/MoneyCell'
import { MoneyField as MoneyField_51db5760708948e83e0be099ad990c24 } from '../../../admin/money/MoneyField'
import { ActorCell as ActorCell_b48b3707d2851d7881aff32ac5dbad66 } from '../../../admin/people/Actor'
import { ActorReadout as ActorReadout_b48b3707d2851d7881aff32ac5dbad66 } from '../../../admin/people/Actor'
import { YesNoCell as YesNoCell_cae27a7de6e522a6865ec0f4d710fc6a } from '../../../admin/cells'
import { SiteField as SiteField_27ee24a60512813ed78a7faf3d173424 } from '../../../admin/site/SiteField'
import { DocumentHead as DocumentHead_938503f0401fe7a2fff1eb4f8a44a9f4 } from '../../../admin/DocumentHead'
import { CountCell as CountCell_cae27a7de6e522a6865ec0f4d710fc6a } from '../../../admin/cells'
import { DurationReadout as DurationReadout_0fef14ff0f7044784f492fdcb918944b } from '../../../admin/site/Readouts'
import { NamedRow as NamedRow_76c07c25d676baa009b058f82a4a6961 } from '../../../admin/NamedRow'
import { StationStateField as StationStateField_3448509458ee2d4f8eb4e333dd333c3c } from '../../../admin/fleet/StationStateField'
import { StationStateCell as StationStateCell_0ac0157d3a7a8b07a514e5751dc41227 } from '../../../admin/fleet/cells'
import { BayField as BayField_311cb6c96b743c5636afa48d7fa1507f } from '../../../admin/bays/Bay'
import { KeyField as KeyField_9fd836b7469685edc07cd3ac93fd21b5 } from '../../../admin/keys/KeyField'
import { LastSeenCell as LastSeenCell_0ac0157d3a7a8b07a514e5751dc41227 } from '../../../admin/fleet/cells'
import { AuditAsTable as AuditAsTable_15a44701391eac12cd7a10b0f6cb4053 } from '../../../admin/audit/AsTable'
import { Icon as Icon_d4751384a7cf3b09ce46117cb8895da1 } from '../../../admin/Brand'
import { Logo as Logo_d4751384a7cf3b09ce46117cb8895da1 } from '../../../admin/Brand'
import { ProductLinks as ProductLinks_64db1cd4b56b6bfe53bb447a4e91e339 } from '../../../admin/nav/ProductLinks'
import { Overview as Overview_204bd0d9d8abb06bcee4a5f1395a9c01 } from '../../../admin/overview/Overview'
import { SiteProvider as SiteProvider_cda5ba6c0392104e2fc6cbc79aa9b02f } from '../../../admin/site/SiteProvider'
import { CollectionCards as CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1 } from '@payloadcms/next/rsc'

/** @type import('payload').ImportMap */
export const importMap = {
  "/admin/cells#PlainCell": PlainCell_cae27a7de6e522a6865ec0f4d710fc6a,
  "/admin/site/InstantCell#InstantCell": InstantCell_28309ddcbe5cc676f0f2516b01988c51,
  "/admin/site/Readouts#InstantReadout": InstantReadout_0fef14ff0f7044784f492fdcb918944b,
  "/admin/bays/Bay#BayCell": BayCell_311cb6c96b743c5636afa48d7fa1507f,
  "/admin/bays/Bay#BayReadout": BayReadout_311cb6c96b743c5636afa48d7fa1507f,
  "/admin/cells#PlateCell": PlateCell_cae27a7de6e522a6865ec0f4d710fc6a,
  "/admin/JsonField#JsonField": JsonField_3c77b1ebab96757e2d3fa09f3bccb8d8,
  "/admin/money/MoneyCell#MoneyCell": MoneyCell_63dd2d922be9d0ff32d2de19810956ff,
  "/admin/money/MoneyField#MoneyField": MoneyField_51db5760708948e83e0be099ad990c24,
  "/admin/people/Actor#ActorCell": ActorCell_b48b3707d2851d7881aff32ac5dbad66,
  "/admin/people/Actor#ActorReadout": ActorReadout_b48b3707d2851d7881aff32ac5dbad66,
  "/admin/cells#YesNoCell": YesNoCell_cae27a7de6e522a6865ec0f4d710fc6a,
  "/admin/site/SiteField#SiteField": SiteField_27ee24a60512813ed78a7faf3d173424,
  "/admin/DocumentHead#DocumentHead": DocumentHead_938503f0401fe7a2fff1eb4f8a44a9f4,
  "/admin/cells#CountCell": CountCell_cae27a7de6e522a6865ec0f4d710fc6a,
  "/admin/site/Readouts#DurationReadout": DurationReadout_0fef14ff0f7044784f492fdcb918944b,
  "/admin/NamedRow#NamedRow": NamedRow_76c07c25d676baa009b058f82a4a6961,
  "/admin/fleet/StationStateField#StationStateField": StationStateField_3448509458ee2d4f8eb4e333dd333c3c,
  "/admin/fleet/cells#StationStateCell": StationStateCell_0ac0157d3a7a8b07a514e5751dc41227,
  "/admin/bays/Bay#BayField": BayField_311cb6c96b743c5636afa48d7fa1507f,
  "/admin/keys/KeyField#KeyField": KeyField_9fd836b7469685edc07cd3ac93fd21b5,
  "/admin/fleet/cells#LastSeenCell": LastSeenCell_0ac0157d3a7a8b07a514e5751dc41227,
  "/admin/audit/AsTable#AuditAsTable": AuditAsTable_15a44701391eac12cd7a10b0f6cb4053,
  "/admin/Brand#Icon": Icon_d4751384a7cf3b09ce46117cb8895da1,
  "/admin/Brand#Logo": Logo_d4751384a7cf3b09ce46117cb8895da1,
  "/admin/nav/ProductLinks#ProductLinks": ProductLinks_64db1cd4b56b6bfe53bb447a4e91e339,
  "/admin/overview/Overview#Overview": Overview_204bd0d9d8abb06bcee4a5f1395a9c01,
  "/admin/site/SiteProvider#SiteProvider": SiteProvider_cda5ba6c0392104e2fc6cbc79aa9b02f,
  "@payloadcms/next/rsc#CollectionCards": CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1
}

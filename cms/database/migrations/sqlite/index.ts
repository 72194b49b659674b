import * as migration_20261123_234245_initial from './20261123_234245_initial';
import * as migration_20261125_132643_whatsapp_and_service_keys from './20261125_132643_whatsapp_and_service_keys';
import * as migration_20261125_144009_station_recoveries from './20261125_144009_station_recoveries';
import * as migration_20261126_233741_log_filters from './20261126_233741_log_filters';
import * as migration_20261126_234759_bay_release from './20261126_234759_bay_release';
import * as migration_20261127_000429_no_document_locks from './20261127_000429_no_document_locks';
import * as migration_20261127_023137_payments from './20261127_023137_payments';
import * as migration_20261127_030715_audit_trail from './20261127_030715_audit_trail';
import * as migration_20261127_074240_bay_move from './20261127_074240_bay_move';
import * as migration_20261127_114939_provisional_numbers from './20261127_114939_provisional_numbers';
import * as migration_20261127_123117_money_and_concerns from './20261127_123117_money_and_concerns';
import * as migration_20261127_125241_event_commands from './20261127_125241_event_commands';
import * as migration_20261128_064438_ledger_numbers from './20261128_064438_ledger_numbers';
import * as migration_20261128_071124_shifts from './20261128_071124_shifts';
import * as migration_20261128_073908_discount_reasons from './20261128_073908_discount_reasons';
import * as migration_20261128_083536_discount_limits from './20261128_083536_discount_limits';
import * as migration_20261128_102251_team from './20261128_102251_team';
import * as migration_20261128_110819_day_sums from './20261128_110819_day_sums';
import * as migration_20261128_112014_ask_who from './20261128_112014_ask_who';
import * as migration_20261128_115000_receipts from './20261128_115000_receipts';
import * as migration_20261128_115352_board_settings from './20261128_115352_board_settings';
import * as migration_20261128_120309_further_sites from './20261128_120309_further_sites';
import * as migration_20261128_121500_plates from './20261128_121500_plates';
import * as migration_20261128_134906_approvals from './20261128_134906_approvals';
import * as migration_20261128_142428_work_of_jobs from './20261128_142428_work_of_jobs';
import * as migration_20261128_150822_people_kept from './20261128_150822_people_kept';
import * as migration_20261128_174914_free_washes from './20261128_174914_free_washes';
import * as migration_20261128_180632_calling_off from './20261128_180632_calling_off';
import * as migration_20261128_184821_vehicles_by_plate from './20261128_184821_vehicles_by_plate';
import * as migration_20261128_220543_receipt_printers from './20261128_220543_receipt_printers';
import * as migration_20261129_020500_prices_confirmed from './20261129_020500_prices_confirmed';
import * as migration_20261129_040000_plain_texts from './20261129_040000_plain_texts';
import * as migration_20261129_070606_names_in_languages from './20261129_070606_names_in_languages';
import * as migration_20261129_120249_tax_on_top from './20261129_120249_tax_on_top';
import * as migration_20261129_200000_orders_of_vehicles from './20261129_200000_orders_of_vehicles';
import * as migration_20261130_005913_tax_of_payments from './20261130_005913_tax_of_payments';

export const migrations = [
  {
    up: migration_20261123_234245_initial.up,
    down: migration_20261123_234245_initial.down,
    name: '20261123_234245_initial',
  },
  {
    up: migration_20261125_132643_whatsapp_and_service_keys.up,
    down: migration_20261125_132643_whatsapp_and_service_keys.down,
    name: '20261125_132643_whatsapp_and_service_keys',
  },
  {
    up: migration_20261125_144009_station_recoveries.up,
    down: migration_20261125_144009_station_recoveries.down,
    name: '20261125_144009_station_recoveries',
  },
  {
    up: migration_20261126_233741_log_filters.up,
    down: migration_20261126_233741_log_filters.down,
    name: '20261126_233741_log_filters',
  },
  {
    up: migration_20261126_234759_bay_release.up,
    down: migration_20261126_234759_bay_release.down,
    name: '20261126_234759_bay_release',
  },
  {
    up: migration_20261127_000429_no_document_locks.up,
    down: migration_20261127_000429_no_document_locks.down,
    name: '20261127_000429_no_document_locks',
  },
  {
    up: migration_20261127_023137_payments.up,
    down: migration_20261127_023137_payments.down,
    name: '20261127_023137_payments',
  },
  {
    up: migration_20261127_030715_audit_trail.up,
    down: migration_20261127_030715_audit_trail.down,
    name: '20261127_030715_audit_trail',
  },
  {
    up: migration_20261127_074240_bay_move.up,
    down: migration_20261127_074240_bay_move.down,
    name: '20261127_074240_bay_move',
  },
  {
    up: migration_20261127_114939_provisional_numbers.up,
    down: migration_20261127_114939_provisional_numbers.down,
    name: '20261127_114939_provisional_numbers',
  },
  {
    up: migration_20261127_123117_money_and_concerns.up,
    down: migration_20261127_123117_money_and_concerns.down,
    name: '20261127_123117_money_and_concerns',
  },
  {
    up: migration_20261127_125241_event_commands.up,
    down: migration_20261127_125241_event_commands.down,
    name: '20261127_125241_event_commands',
  },
  {
    up: migration_20261128_064438_ledger_numbers.up,
    down: migration_20261128_064438_ledger_numbers.down,
    name: '20261128_064438_ledger_numbers',
  },
  {
    up: migration_20261128_071124_shifts.up,
    down: migration_20261128_071124_shifts.down,
    name: '20261128_071124_shifts',
  },
  {
    up: migration_20261128_073908_discount_reasons.up,
    down: migration_20261128_073908_discount_reasons.down,
    name: '20261128_073908_discount_reasons',
  },
  {
    up: migration_20261128_083536_discount_limits.up,
    down: migration_20261128_083536_discount_limits.down,
    name: '20261128_083536_discount_limits',
  },
  {
    up: migration_20261128_102251_team.up,
    down: migration_20261128_102251_team.down,
    name: '20261128_102251_team',
  },
  {
    up: migration_20261128_110819_day_sums.up,
    down: migration_20261128_110819_day_sums.down,
    name: '20261128_110819_day_sums',
  },
  {
    up: migration_20261128_112014_ask_who.up,
    down: migration_20261128_112014_ask_who.down,
    name: '20261128_112014_ask_who',
  },
  {
    up: migration_20261128_115000_receipts.up,
    down: migration_20261128_115000_receipts.down,
    name: '20261128_115000_receipts',
  },
  {
    up: migration_20261128_115352_board_settings.up,
    down: migration_20261128_115352_board_settings.down,
    name: '20261128_115352_board_settings',
  },
  {
    up: migration_20261128_120309_further_sites.up,
    down: migration_20261128_120309_further_sites.down,
    name: '20261128_120309_further_sites',
  },
  {
    up: migration_20261128_121500_plates.up,
    down: migration_20261128_121500_plates.down,
    name: '20261128_121500_plates',
  },
  {
    up: migration_20261128_134906_approvals.up,
    down: migration_20261128_134906_approvals.down,
    name: '20261128_134906_approvals',
  },
  {
    up: migration_20261128_142428_work_of_jobs.up,
    down: migration_20261128_142428_work_of_jobs.down,
    name: '20261128_142428_work_of_jobs',
  },
  {
    up: migration_20261128_150822_people_kept.up,
    down: migration_20261128_150822_people_kept.down,
    name: '20261128_150822_people_kept',
  },
  {
    up: migration_20261128_174914_free_washes.up,
    down: migration_20261128_174914_free_washes.down,
    name: '20261128_174914_free_washes',
  },
  {
    up: migration_20261128_180632_calling_off.up,
    down: migration_20261128_180632_calling_off.down,
    name: '20261128_180632_calling_off',
  },
  {
    up: migration_20261128_184821_vehicles_by_plate.up,
    down: migration_20261128_184821_vehicles_by_plate.down,
    name: '20261128_184821_vehicles_by_plate',
  },
  {
    up: migration_20261128_220543_receipt_printers.up,
    down: migration_20261128_220543_receipt_printers.down,
    name: '20261128_220543_receipt_printers',
  },
  {
    up: migration_20261129_020500_prices_confirmed.up,
    down: migration_20261129_020500_prices_confirmed.down,
    name: '20261129_020500_prices_confirmed',
  },
  {
    up: migration_20261129_040000_plain_texts.up,
    down: migration_20261129_040000_plain_texts.down,
    name: '20261129_040000_plain_texts',
  },
  {
    up: migration_20261129_070606_names_in_languages.up,
    down: migration_20261129_070606_names_in_languages.down,
    name: '20261129_070606_names_in_languages',
  },
  {
    up: migration_20261129_120249_tax_on_top.up,
    down: migration_20261129_120249_tax_on_top.down,
    name: '20261129_120249_tax_on_top',
  },
  {
    up: migration_20261129_200000_orders_of_vehicles.up,
    down: migration_20261129_200000_orders_of_vehicles.down,
    name: '20261129_200000_orders_of_vehicles',
  },
  {
    up: migration_20261130_005913_tax_of_payments.up,
    down: migration_20261130_005913_tax_of_payments.down,
    name: '20261130_005913_tax_of_payments'
  },
];

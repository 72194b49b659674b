import * as migration_20261128_074035_initial from './20261128_074035_initial';
import * as migration_20261128_074500_note_writer from './20261128_074500_note_writer';
import * as migration_20261128_080024_discount_reasons from './20261128_080024_discount_reasons';
import * as migration_20261128_083606_discount_limits from './20261128_083606_discount_limits';
import * as migration_20261128_084500_shared_limits from './20261128_084500_shared_limits';
import * as migration_20261128_102311_team from './20261128_102311_team';
import * as migration_20261128_110826_day_sums from './20261128_110826_day_sums';
import * as migration_20261128_112023_ask_who from './20261128_112023_ask_who';
import * as migration_20261128_115000_receipts from './20261128_115000_receipts';
import * as migration_20261128_115401_board_settings from './20261128_115401_board_settings';
import * as migration_20261128_120319_further_sites from './20261128_120319_further_sites';
import * as migration_20261128_121500_plates from './20261128_121500_plates';
import * as migration_20261128_134950_approvals from './20261128_134950_approvals';
import * as migration_20261128_142436_work_of_jobs from './20261128_142436_work_of_jobs';
import * as migration_20261128_150830_people_kept from './20261128_150830_people_kept';
import * as migration_20261128_175010_free_washes from './20261128_175010_free_washes';
import * as migration_20261128_180644_calling_off from './20261128_180644_calling_off';
import * as migration_20261128_184833_vehicles_by_plate from './20261128_184833_vehicles_by_plate';
import * as migration_20261128_220617_receipt_printers from './20261128_220617_receipt_printers';
import * as migration_20261129_031229_prices_confirmed from './20261129_031229_prices_confirmed';
import * as migration_20261129_040000_plain_texts from './20261129_040000_plain_texts';
import * as migration_20261129_070751_names_in_languages from './20261129_070751_names_in_languages';
import * as migration_20261129_120525_tax_on_top from './20261129_120525_tax_on_top';
import * as migration_20261129_200000_orders_of_vehicles from './20261129_200000_orders_of_vehicles';
import * as migration_20261130_010020_tax_of_payments from './20261130_010020_tax_of_payments';

export const migrations = [
  {
    up: migration_20261128_074035_initial.up,
    down: migration_20261128_074035_initial.down,
    name: '20261128_074035_initial',
  },
  {
    up: migration_20261128_074500_note_writer.up,
    down: migration_20261128_074500_note_writer.down,
    name: '20261128_074500_note_writer',
  },
  {
    up: migration_20261128_080024_discount_reasons.up,
    down: migration_20261128_080024_discount_reasons.down,
    name: '20261128_080024_discount_reasons',
  },
  {
    up: migration_20261128_083606_discount_limits.up,
    down: migration_20261128_083606_discount_limits.down,
    name: '20261128_083606_discount_limits',
  },
  {
    up: migration_20261128_084500_shared_limits.up,
    down: migration_20261128_084500_shared_limits.down,
    name: '20261128_084500_shared_limits',
  },
  {
    up: migration_20261128_102311_team.up,
    down: migration_20261128_102311_team.down,
    name: '20261128_102311_team',
  },
  {
    up: migration_20261128_110826_day_sums.up,
    down: migration_20261128_110826_day_sums.down,
    name: '20261128_110826_day_sums',
  },
  {
    up: migration_20261128_112023_ask_who.up,
    down: migration_20261128_112023_ask_who.down,
    name: '20261128_112023_ask_who',
  },
  {
    up: migration_20261128_115000_receipts.up,
    down: migration_20261128_115000_receipts.down,
    name: '20261128_115000_receipts',
  },
  {
    up: migration_20261128_115401_board_settings.up,
    down: migration_20261128_115401_board_settings.down,
    name: '20261128_115401_board_settings',
  },
  {
    up: migration_20261128_120319_further_sites.up,
    down: migration_20261128_120319_further_sites.down,
    name: '20261128_120319_further_sites',
  },
  {
    up: migration_20261128_121500_plates.up,
    down: migration_20261128_121500_plates.down,
    name: '20261128_121500_plates',
  },
  {
    up: migration_20261128_134950_approvals.up,
    down: migration_20261128_134950_approvals.down,
    name: '20261128_134950_approvals',
  },
  {
    up: migration_20261128_142436_work_of_jobs.up,
    down: migration_20261128_142436_work_of_jobs.down,
    name: '20261128_142436_work_of_jobs',
  },
  {
    up: migration_20261128_150830_people_kept.up,
    down: migration_20261128_150830_people_kept.down,
    name: '20261128_150830_people_kept',
  },
  {
    up: migration_20261128_175010_free_washes.up,
    down: migration_20261128_175010_free_washes.down,
    name: '20261128_175010_free_washes',
  },
  {
    up: migration_20261128_180644_calling_off.up,
    down: migration_20261128_180644_calling_off.down,
    name: '20261128_180644_calling_off',
  },
  {
    up: migration_20261128_184833_vehicles_by_plate.up,
    down: migration_20261128_184833_vehicles_by_plate.down,
    name: '20261128_184833_vehicles_by_plate',
  },
  {
    up: migration_20261128_220617_receipt_printers.up,
    down: migration_20261128_220617_receipt_printers.down,
    name: '20261128_220617_receipt_printers',
  },
  {
    up: migration_20261129_031229_prices_confirmed.up,
    down: migration_20261129_031229_prices_confirmed.down,
    name: '20261129_031229_prices_confirmed',
  },
  {
    up: migration_20261129_040000_plain_texts.up,
    down: migration_20261129_040000_plain_texts.down,
    name: '20261129_040000_plain_texts',
  },
  {
    up: migration_20261129_070751_names_in_languages.up,
    down: migration_20261129_070751_names_in_languages.down,
    name: '20261129_070751_names_in_languages',
  },
  {
    up: migration_20261129_120525_tax_on_top.up,
    down: migration_20261129_120525_tax_on_top.down,
    name: '20261129_120525_tax_on_top',
  },
  {
    up: migration_20261129_200000_orders_of_vehicles.up,
    down: migration_20261129_200000_orders_of_vehicles.down,
    name: '20261129_200000_orders_of_vehicles',
  },
  {
    up: migration_20261130_010020_tax_of_payments.up,
    down: migration_20261130_010020_tax_of_payments.down,
    name: '20261130_010020_tax_of_payments'
  },
];
